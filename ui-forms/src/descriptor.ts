import type { Json, JsonObject } from './json';

/** What is wrong, where, and what to do about it, in words. */
export interface Problem {
  path: string;
  text: string;
  remedy: string;
}

/** A form description as the host serves it: JSON Schema 2020-12 with `x-` layout hints. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  title?: string;
  description?: string;
  type?: string | string[];
  const?: Json;
  default?: Json;
  enum?: Json[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  'x-groups'?: string[];
  'x-group'?: string;
  /** The property that a plain text stands for: "own-chain" for {"strategy": "own-chain"}. */
  'x-shorthand'?: string;
  'x-unit'?: string;
  'x-secret'?: boolean;
  'x-advanced'?: boolean;
  'x-editor'?: 'script' | 'multiline' | 'json';
  'x-format'?: string | number;
  'x-minimum'?: string;
  'x-maximum'?: string;
  'x-depends-on'?: { property: string; values: Json[] };
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema that a reference stands for; what is written beside the reference wins. */
export function resolve(schema: Schema, root: Schema): Schema {
  if (!schema.$ref) {
    return schema;
  }
  const { $ref, ...beside } = schema;
  const target = root.$defs?.[$ref.replace('#/$defs/', '')] ?? {};
  return { ...target, ...beside };
}

/** Pairs with names of the user's own, instead of properties. */
export const isMap = (schema: Schema) => isObject(schema.additionalProperties) && Object.keys(schema.properties ?? {}).length === 0;

/** Every variant that may stand here, in the order in which a form offers them. */
export const variantsOf = (schema: Schema, root: Schema) => (schema.oneOf ?? []).map((one) => resolve(one, root));

/** The name that chooses a variant. */
export const typeOf = (variant: Schema) => String(variant.properties?.type?.const);

/** The variant that a value is of, if any. */
export function variantOf(schema: Schema, value: Json | undefined, root: Schema): Schema | undefined {
  const type = isObject(value) && typeof value.type === 'string' ? value.type.toLowerCase() : undefined;
  return variantsOf(schema, root).find((one) => one.properties?.type?.const === type);
}

/** Whether a property is shown while its siblings have these values. */
export function visible(schema: Schema, siblings: JsonObject): boolean {
  const depends = schema['x-depends-on'];
  if (!depends) {
    return true;
  }
  const value = siblings[depends.property];
  const plain = isObject(value) ? value.type : value;
  return depends.values.some((wanted) => normal(wanted) === normal(plain));
}

const normal = (value: Json | undefined) =>
  typeof value === 'string' ? value.toLowerCase().replaceAll('_', '-') : value;

/** A value with every default in its place, as a form shows it; an optional part stays away. */
export function fill(given: Schema, value: Json | undefined, root: Schema): Json | undefined {
  const schema = resolve(given, root);
  const known = spelledOut(schema, value === undefined || value === null ? schema.default : value);
  if (schema.oneOf) {
    const variant = variantOf(schema, known, root);
    return variant ? fill({ ...variant, default: undefined }, { ...(known as JsonObject), type: variant.properties!.type!.const! }, root) : known;
  }
  if (Array.isArray(known) && schema.items) {
    return known.map((item) => fill(schema.items!, item, root) ?? item);
  }
  if (!schema.properties) {
    return enumName(schema, known);
  }
  return isObject(known) ? fillObject(schema, known, root) : known;
}

function fillObject(schema: Schema, known: JsonObject, root: Schema): JsonObject {
  const result: JsonObject = { ...known };
  for (const [name, property] of Object.entries(schema.properties!)) {
    if (property.const !== undefined) {
      continue; // Says which variant it is; where no other may stand it need not be written.
    }
    const needed = schema.required?.includes(name) && resolve(property, root).properties;
    const filled = fill(property, known[name] ?? (needed ? {} : undefined), root);
    if (filled !== undefined && filled !== null) {
      result[name] = filled;
    } else {
      delete result[name];
    }
  }
  return result;
}

/** The object that a text stands for. */
export const spelledOut = (schema: Schema, value: Json | undefined): Json | undefined =>
  schema['x-shorthand'] && typeof value === 'string' ? { [schema['x-shorthand']]: value } : value;

function enumName(schema: Schema, value: Json | undefined): Json | undefined {
  return schema.enum && typeof value === 'string' ? (normal(value) as string) : value;
}

/** What has to be stored: without defaults and without what the form hides. */
export function prune(given: Schema, value: Json, root: Schema): Json {
  const schema = resolve(given, root);
  const stored = pruned(schema, value, root);
  const short = schema['x-shorthand'];
  return short && isObject(stored) && Object.keys(stored).join() === short ? stored[short]! : stored;
}

function pruned(schema: Schema, value: Json, root: Schema): Json {
  const variant = variantOf(schema, value, root);
  if (variant) {
    return prune(variant, value, root);
  }
  if (Array.isArray(value) && schema.items) {
    return value.map((item) => prune(schema.items!, item, root));
  }
  if (!schema.properties || !isObject(value)) {
    return value;
  }
  const result: JsonObject = {};
  for (const [name, member] of Object.entries(value)) {
    const property = schema.properties[name];
    if (!property) {
      result[name] = member;
    } else if (visible(property, value) && !isDefault(property, member, root)) {
      result[name] = prune(property, member, root);
    }
  }
  return result;
}

function isDefault(property: Schema, value: Json, root: Schema): boolean {
  const schema = resolve(property, root);
  if (schema.const !== undefined) {
    return false;
  }
  return schema.default !== undefined && same(value, fill(property, undefined, root));
}

export function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) {
    return true;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => same(item, b[i]));
  }
  if (isObject(a) && isObject(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].every((key) => same(a[key], b[key]));
  }
  return false;
}

/** A chosen variant's value: what it has in common with the one before stays, the rest begins anew. */
export function switched(given: Schema, before: Json | undefined, type: string, root: Schema): Json | undefined {
  const schema = resolve(given, root);
  const next = variantsOf(schema, root).find((one) => typeOf(one) === type);
  if (!next) {
    return undefined;
  }
  const last = variantOf(schema, before, root);
  // Defaults of the variant before are no choice of the user's: the same property has others here.
  const chosen = last && isObject(before) ? (prune(last, before, root) as JsonObject) : {};
  const kept = Object.entries(chosen).filter(([name]) => name !== 'type' && same(shape(last!, name), shape(next, name)));
  return fill(next, { ...Object.fromEntries(kept), type }, root);
}

/** What may stand in a property, whatever it is called and means. */
function shape(variant: Schema, name: string): Json | undefined {
  const property = variant.properties?.[name];
  if (!property) {
    return undefined;
  }
  const { $ref, type, items, additionalProperties, enum: names, 'x-editor': editor } = property;
  return { $ref, type, items, additionalProperties, names, editor } as unknown as Json;
}

/** Path of a problem as the list of its steps: `routes[0].topic` is `routes`, `0`, `topic`. */
export const steps = (path: string) => path.split(/[.[\]]+/).filter(Boolean);

/** The path of a property of the object, or an element of the list, that stands at a path. */
export const below = (path: string, step: string | number) => (typeof step === 'number' ? `${path}[${step}]` : path ? `${path}.${step}` : step);
