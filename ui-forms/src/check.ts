import { below, isMap, isObject, resolve, type Schema, spelledOut, variantOf, visible } from './descriptor';
import type { Json, JsonObject } from './json';
import { duration, size } from './measures';

/** What is wrong with one place, before a host is asked; `{0}` in the text stands for the first value. */
export interface Finding {
  path: string;
  text: string;
  values: (string | number)[];
}

/** Texts without a bound of their own may be this long. */
const LONGEST = 1 << 20;

/**
 * What the configuration reader will refuse of a value, by the description alone: what is missing, of the
 * wrong kind, out of its bounds. Rules over several properties are the host's to check.
 */
export function check(given: Schema, value: Json | undefined, root: Schema): Finding[] {
  const found: Finding[] = [];
  new Checker(root, found).value(given, value, '');
  return found;
}

class Checker {
  constructor(
    private readonly root: Schema,
    private readonly found: Finding[],
  ) {}

  private say(path: string, text: string, ...values: (string | number)[]) {
    this.found.push({ path, text, values });
  }

  /** A value that is there. */
  value(given: Schema, value: Json | undefined, path: string): void {
    const schema = resolve(given, this.root);
    if (schema.oneOf) {
      this.variant(schema, value, path);
    } else if (schema.type === 'array') {
      this.list(schema, value, path);
    } else if (isMap(schema)) {
      this.map(schema, value, path);
    } else if (schema.properties) {
      this.object(schema, spelledOut(schema, value), path);
    } else if (schema.type !== undefined) {
      this.scalar(schema, value, path);
    }
  }

  private variant(schema: Schema, value: Json | undefined, path: string) {
    const variant = variantOf(schema, value, this.root);
    if (variant) {
      this.object(variant, value, path);
    } else {
      this.say(path, 'Choose one of the list');
    }
  }

  private list(schema: Schema, value: Json | undefined, path: string) {
    if (!Array.isArray(value)) {
      return this.say(path, 'Must be a list');
    }
    this.length(value.length, schema.minItems, schema.maxItems, ['Needs at least {0} entries', 'May have {0} entries at most'], path);
    value.forEach((item, i) => this.value(schema.items ?? {}, item, below(path, i)));
  }

  private map(schema: Schema, value: Json | undefined, path: string) {
    if (!isObject(value)) {
      return this.say(path, 'Must be pairs of a name and a value');
    }
    const pairs = Object.entries(value);
    this.length(pairs.length, schema.minProperties, schema.maxProperties, ['Needs at least {0} entries', 'May have {0} entries at most'], path);
    pairs.forEach(([name, one]) => this.value(schema.additionalProperties as Schema, one, below(path, name)));
  }

  private object(schema: Schema, value: Json | undefined, path: string) {
    if (!isObject(value)) {
      return this.say(path, 'Must be an object');
    }
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (property.const !== undefined) {
        this.constant(property, value[name], below(path, name));
      } else if (visible(property, value)) {
        this.property(schema, name, value, below(path, name));
      }
    }
  }

  /** A part that was chosen without its type may name it all the same, but no other. */
  private constant(property: Schema, value: Json | undefined, path: string) {
    if (value !== undefined && value !== null && String(value).toLowerCase() !== property.const) {
      this.say(path, 'Must be “{0}” here', String(property.const));
    }
  }

  private property(schema: Schema, name: string, siblings: JsonObject, path: string) {
    const value = siblings[name];
    if (value !== undefined && value !== null) {
      this.value(schema.properties![name]!, value, path);
    } else if (schema.required?.includes(name)) {
      this.say(path, 'Is required');
    }
  }

  private scalar(schema: Schema, value: Json | undefined, path: string) {
    if (schema.type === 'boolean') {
      return typeof value === 'boolean' || this.say(path, 'Must be on or off');
    }
    if (schema.type === 'integer' || schema.type === 'number') {
      return this.number(schema, value, path);
    }
    if (schema['x-format'] === 'size') {
      return this.measure(schema, Number.isSafeInteger(value) ? String(value) : value, size, 'Is not a size such as 512KiB or 10MiB', path);
    }
    if (schema['x-format'] === 'duration') {
      return this.measure(schema, value, duration, 'Is not a duration such as 500ms, 5s, 2m, 1h or 7d', path);
    }
    return this.text(schema, value, path);
  }

  private number(schema: Schema, value: Json | undefined, path: string) {
    if (typeof value !== 'number' || (schema.type === 'integer' && !Number.isInteger(value))) {
      this.say(path, schema.type === 'integer' ? 'Must be a whole number' : 'Must be a number');
    } else if (schema.minimum !== undefined && value < schema.minimum) {
      this.say(path, 'Must be {0} or more', schema.minimum);
    } else if (schema.maximum !== undefined && value > schema.maximum) {
      this.say(path, 'Must be {0} or less', schema.maximum);
    }
  }

  private measure(schema: Schema, value: Json | undefined, read: (text: string) => bigint | undefined, wrong: string, path: string) {
    const measured = typeof value === 'string' ? read(value) : undefined;
    const { 'x-minimum': low, 'x-maximum': high } = schema;
    if (measured === undefined) {
      this.say(path, wrong);
    } else if (low !== undefined && measured < read(low)!) {
      this.say(path, 'Must be {0} or more', low);
    } else if (high !== undefined && measured > read(high)!) {
      this.say(path, 'Must be {0} or less', high);
    }
  }

  private text(schema: Schema, value: Json | undefined, path: string) {
    if (typeof value !== 'string') {
      this.say(path, 'Must be a text');
    } else if (schema.enum) {
      const plain = value.toLowerCase().replaceAll('_', '-');
      if (!schema.enum.includes(plain)) {
        this.say(path, 'Is none of {0}', schema.enum.join(', '));
      }
    } else if (schema.minLength === 1 && value === '') {
      this.say(path, 'Is required');
    } else {
      this.length(value.length, schema.minLength, schema.maxLength ?? LONGEST, ['Needs at least {0} characters', 'May have {0} characters at most'], path);
      if (schema.pattern && !new RegExp(schema.pattern, 'u').test(value)) {
        this.say(path, 'Has not the form that it must have: {0}', schema.pattern);
      }
    }
  }

  private length(length: number, low: number | undefined, high: number | undefined, texts: [string, string], path: string) {
    if (low !== undefined && length < low) {
      this.say(path, texts[0], low);
    } else if (high !== undefined && length > high) {
      this.say(path, texts[1], high);
    }
  }
}

/** Paths of what a value holds and its description does not know; it has no effect. */
export function unknown(given: Schema, value: Json | undefined, root: Schema, path = ''): string[] {
  const schema = resolve(given, root);
  const known = schema.oneOf ? variantOf(schema, value, root) : schema;
  if (Array.isArray(value)) {
    return value.flatMap((item, i) => unknown(schema.items ?? {}, item, root, below(path, i)));
  }
  if (!known?.properties || !isObject(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([name, one]) =>
    known.properties![name] ? unknown(known.properties![name]!, one, root, below(path, name)) : [below(path, name)],
  );
}
