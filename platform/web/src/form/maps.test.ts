import { type RJSFSchema, retrieveSchema, type ValidatorType } from '@rjsf/utils';
import { isObject, type Schema } from '@sluice/forms';
import { expect, test } from 'vitest';
import { isMap } from './maps';

/** The descriptions that the plugin's jar carries to the page. */
const files = import.meta.glob<Schema>('../../../../ui-descriptors/src/main/resources/descriptors/*.json', { eager: true, import: 'default' });
const descriptors = Object.entries(files).map(([path, schema]) => [path.split('/').at(-1)!, schema] as const);

const validator: ValidatorType = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({ errors: [] }),
  isValid: () => true,
};

/** A schema as the form's fields are given it, while the form holds this value. */
const shown = (schema: Schema, root: Schema, value: unknown) => retrieveSchema(validator, schema as RJSFSchema, root as RJSFSchema, value) as Schema;

function parts(schema: unknown, path: string, found: [string, Schema][] = []): [string, Schema][] {
  if (Array.isArray(schema)) {
    schema.forEach((one, i) => parts(one, `${path}/${i}`, found));
  } else if (isObject(schema)) {
    if (schema.type === 'object' && !schema.oneOf) {
      found.push([path, schema as Schema]);
    }
    Object.entries(schema).forEach(([name, one]) => parts(one, `${path}/${name}`, found));
  }
  return found;
}

const objects = descriptors.flatMap(([name, root]) => parts(root, name).map(([path, schema]) => [path, schema, root] as const));
const maps = objects.filter(([, schema]) => !schema.properties && isObject(schema.additionalProperties));

test('the descriptions hold maps of every kind', () => {
  const names = maps.map(([path]) => path.split('/').at(-1));
  expect(new Set(names)).toEqual(new Set(['metadata', 'otherProperties', 'extensions', 'telemetry', 'attributes', 'mapping']));
});

test.each(maps)('%s stays a map whatever pairs it holds', (_path, schema, root) => {
  expect(isMap(shown(schema, root, {}))).toBe(true);
  expect(isMap(shown(schema, root, { t: '/t' }))).toBe(true);
  expect(isMap(shown(schema, root, { 'max.poll.records': '10', '*': '', type: 'x' }))).toBe(true);
});

test('a record is none, also while it holds what it does not know', () => {
  const records = objects.filter(([, schema]) => schema.properties);
  expect(records.length).toBeGreaterThan(50);
  records.forEach(([path, schema, root]) => expect(isMap(shown(schema, root, { unheardOf: 'x' })), path).toBe(false));
});
