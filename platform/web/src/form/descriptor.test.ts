import { expect, test } from 'vitest';
import { errorsOfPair, type ErrorTree, errorTree, fill, prune, type Schema, visible } from './descriptor';

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
