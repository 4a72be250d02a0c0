import type { Schema } from './descriptor';
import type { Json } from './json';

/**
 * What a property holds after a text was typed into its field. An emptied field is no value, so that the
 * default counts; where an empty text means something else than the default, it is that text.
 */
export function typed(schema: Schema, text: string): Json | undefined {
  if (text === '') {
    return typeof schema.default === 'string' && schema.default !== '' && mayBeEmpty(schema) ? '' : undefined;
  }
  const number = schema.type === 'integer' || schema.type === 'number';
  return number && /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
}

const mayBeEmpty = (schema: Schema) =>
  schema.type === 'string' && !schema.enum && !schema['x-format'] && !schema.minLength && (!schema.pattern || new RegExp(schema.pattern, 'u').test(''));
