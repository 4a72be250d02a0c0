import { expect, test } from 'vitest';
import { fill, prune, type Schema, switched, visible } from './descriptor';
import { errorsOfPair, type ErrorTree, errorTree } from './problems';

const root: Schema = {
  type: 'object',
  required: ['connection', 'topics'],
  properties: {
    connection: { $ref: '#/$defs/Connection' },
    topics: { type: 'array', items: { type: 'string' } },
    wait: { type: 'string', default: '5s' },
    decoder: { $ref: '#/$defs/Decoder', default: { type: 'json' } },
    backup: { $ref: '#/$defs/Connection' },
    pairs: { type: 'object', additionalProperties: { type: 'string' }, default: {} },
  },
  $defs: {
    Connection: {
      type: 'object',
      required: ['servers'],
      properties: {
        servers: { type: 'string' },
        security: { type: 'string', enum: ['plain', 'ssl'], default: 'plain' },
        store: { type: 'string', 'x-depends-on': { property: 'security', values: ['ssl'] } },
      },
    },
    Decoder: { type: 'object', oneOf: [{ $ref: '#/$defs/JsonDecoder' }, { $ref: '#/$defs/Script' }] },
    JsonDecoder: {
      type: 'object',
      properties: { type: { const: 'json' }, device: { type: 'string', default: '/device' } },
    },
    Script: { type: 'object', properties: { type: { const: 'script' }, text: { type: 'string' } } },
  },
};

test('a form starts with every default in its place and optional parts away', () => {
  expect(fill(root, { topics: ['a'] }, root)).toEqual({
    topics: ['a'],
    connection: { security: 'plain' },
    wait: '5s',
    decoder: { type: 'json', device: '/device' },
    pairs: {},
  });
});

test('only what differs from the defaults is stored', () => {
  const shown = fill(root, { topics: ['a'], connection: { servers: 'h:1', security: 'PLAIN' } }, root)!;
  expect(prune(root, shown, root)).toEqual({ topics: ['a'], connection: { servers: 'h:1' } });
});

test('what the form hides is not stored', () => {
  const value = { connection: { servers: 'h:1', security: 'plain', store: 'x' }, topics: [] };
  expect(prune(root, value, root)).toEqual({ connection: { servers: 'h:1' }, topics: [] });
});

test('a variant keeps its type and what was changed', () => {
  const value = { topics: [], decoder: { type: 'json', device: '/name' } };
  expect(prune(root, value, root)).toEqual(value);
  expect(prune(root, { topics: [], decoder: { type: 'script', text: 'x' } }, root)).toEqual({
    topics: [],
    decoder: { type: 'script', text: 'x' },
  });
});

test('a variant is known in any case, as the host reads it', () => {
  const shown = fill(root, { decoder: { type: 'JSON' } }, root);
  expect(shown).toMatchObject({ decoder: { type: 'json', device: '/device' } });
});

test('a variant that nothing else may stand in for keeps its fields without a type', () => {
  const only: Schema = { type: 'object', properties: { fields: { $ref: '#/$defs/JsonDecoder', default: {} } }, $defs: root.$defs };
  const shown = fill(only, { fields: { device: '/name' } }, only)!;
  expect(prune(only, shown, only)).toEqual({ fields: { device: '/name' } });
  expect(prune(only, fill(only, {}, only)!, only)).toEqual({});
  const named = { fields: { type: 'json', device: '/name' } };
  expect(prune(only, fill(only, named, only)!, only)).toEqual(named);
});

test('what is wrong with a pair is found, whatever its name', () => {
  const tree = errorTree([{ path: 'pairs.max.poll.records', text: 'is no number', remedy: '' }]);
  const pairs = tree.pairs as ErrorTree;
  expect(errorsOfPair(pairs, 'max.poll.records')).toEqual(['is no number']);
  expect(errorsOfPair(pairs, 'min')).toEqual([]);
  expect(errorsOfPair(undefined, 'x')).toEqual([]);
});

test('a property may depend on the variant beside it', () => {
  const schema: Schema = { 'x-depends-on': { property: 'decoder', values: ['json'] } };
  expect(visible(schema, { decoder: { type: 'json' } })).toBe(true);
  expect(visible(schema, { decoder: { type: 'script' } })).toBe(false);
});

test('problems stand at their fields', () => {
  const problems = [
    { path: 'routes[0].topic', text: 'is missing', remedy: 'give one' },
    { path: '', text: 'is odd', remedy: '' },
  ];
  expect(errorTree(problems)).toEqual({
    __errors: ['is odd'],
    routes: { 0: { topic: { __errors: ['is missing; give one'] } } },
  });
});

test('a text stands for the property that it is short for, and is written again where it suffices', () => {
  const schema: Schema = {
    type: 'object',
    properties: { delivery: { $ref: '#/$defs/Delivery', default: {} } },
    $defs: {
      Delivery: {
        type: 'object',
        'x-shorthand': 'strategy',
        properties: { strategy: { type: 'string', enum: ['profile', 'own-chain'], default: 'profile' }, timeout: { type: 'string', default: '1m' } },
      },
    },
  };
  const shown = fill(schema, { delivery: 'OWN_CHAIN' }, schema)!;
  expect(shown).toEqual({ delivery: { strategy: 'own-chain', timeout: '1m' } });
  expect(prune(schema, shown, schema)).toEqual({ delivery: 'own-chain' });
  expect(prune(schema, { delivery: { strategy: 'own-chain', timeout: '2m' } }, schema)).toEqual({ delivery: { strategy: 'own-chain', timeout: '2m' } });
  expect(prune(schema, fill(schema, { delivery: 'profile' }, schema)!, schema)).toEqual({});
});

test('another variant keeps what both have, and none of the defaults of the one before', () => {
  const schema: Schema = {
    oneOf: [{ $ref: '#/$defs/Csv' }, { $ref: '#/$defs/Cbor' }, { $ref: '#/$defs/Text' }],
    $defs: {
      Csv: { title: 'CSV', properties: { type: { const: 'csv' }, separator: { type: 'string', default: ',' }, limit: { type: 'integer' }, fields: { $ref: '#/$defs/Fields', default: { all: '' } } } },
      Cbor: { title: 'CBOR', properties: { type: { const: 'cbor' }, limit: { type: 'integer' }, fields: { $ref: '#/$defs/Fields', default: {} } } },
      Text: { title: 'Text', properties: { type: { const: 'text' }, limit: { type: 'string' } } },
      Fields: { type: 'object', properties: { device: { type: 'string', default: '/device' }, all: { type: 'string', default: '/' } } },
    },
  };
  const csv = fill(schema, { type: 'csv', limit: 5, separator: ';' }, schema);
  expect(switched(schema, csv, 'cbor', schema)).toEqual({ type: 'cbor', limit: 5, fields: { device: '/device', all: '/' } });
  expect(switched(schema, { type: 'csv', fields: { device: '/name' } }, 'cbor', schema)).toMatchObject({ fields: { device: '/name' } });
  expect(switched(schema, csv, 'text', schema)).toEqual({ type: 'text' });
  expect(switched(schema, csv, 'gone', schema)).toBeUndefined();
});
