import { describe, expect, test } from 'vitest';
import { check, unknown } from './check';
import type { Schema } from './descriptor';
import type { Json } from './json';
import { duration, size } from './measures';

const root: Schema = {
  type: 'object',
  required: ['servers', 'login'],
  properties: {
    servers: { type: 'string', minLength: 1, maxLength: 5 },
    login: { $ref: '#/$defs/Login' },
    wait: { type: 'string', 'x-format': 'duration', 'x-minimum': '1s', 'x-maximum': '1h', default: '5s' },
    bytes: { type: ['string', 'integer'], 'x-format': 'size', 'x-maximum': '1MiB' },
    count: { type: 'integer', minimum: 1, maximum: 9 },
    share: { type: 'number' },
    on: { type: 'boolean', default: true },
    mode: { type: 'string', enum: ['one', 'both-ways'] },
    name: { type: 'string', pattern: '^(?:[a-z]+)$' },
    topics: { type: 'array', minItems: 1, maxItems: 2, items: { type: 'string' } },
    pairs: { type: 'object', minProperties: 1, maxProperties: 2, additionalProperties: { type: 'string' } },
    hidden: { type: 'integer', 'x-depends-on': { property: 'mode', values: ['one'] } },
    any: { 'x-editor': 'json' },
    fixed: { $ref: '#/$defs/None' },
  },
  $defs: {
    Login: { oneOf: [{ $ref: '#/$defs/None' }, { $ref: '#/$defs/User' }] },
    None: { type: 'object', properties: { type: { const: 'none' } } },
    User: { type: 'object', required: ['password'], properties: { type: { const: 'user_name' }, password: { type: 'string', 'x-secret': true } } },
  },
};

const good = { servers: 'h:1', login: { type: 'none' } };
const found = (value: Json) => check(root, value, root).map(({ path, text, values }) => `${path}: ${values.reduce<string>((all, one, i) => all.replace(`{${i}}`, String(one)), text)}`);
const about = (part: Record<string, Json>) => found({ ...good, ...part });

test('a good value has no findings', () => {
  expect(found(good)).toEqual([]);
  expect(about({ wait: 'PT5S', bytes: 65536, count: 9, share: 0.5, on: false, mode: 'BOTH_WAYS', name: 'abc', topics: ['a'], pairs: { a: '' }, any: [1], fixed: {} })).toEqual([]);
});

test('what is missing is named with its path', () => {
  expect(found({})).toEqual(['servers: Is required', 'login: Is required']);
  expect(about({ servers: '' })).toEqual(['servers: Is required']);
  expect(about({ login: {} })).toEqual(['login: Choose one of the list']);
  expect(about({ login: { type: 'user-name' } })).toEqual(['login: Choose one of the list']);
  expect(about({ login: { type: 'USER_NAME' } })).toEqual(['login.password: Is required']);
  expect(found('text')).toEqual([': Must be an object']);
});

test.each<[Record<string, Json>, string]>([
  [{ servers: 'toolong' }, 'servers: May have 5 characters at most'],
  [{ servers: 5 }, 'servers: Must be a text'],
  [{ wait: '5' }, 'wait: Is not a duration such as 500ms, 5s, 2m, 1h or 7d'],
  [{ wait: '10ms' }, 'wait: Must be 1s or more'],
  [{ wait: '2h' }, 'wait: Must be 1h or less'],
  [{ bytes: 'much' }, 'bytes: Is not a size such as 512KiB or 10MiB'],
  [{ bytes: -1 }, 'bytes: Is not a size such as 512KiB or 10MiB'],
  [{ bytes: '2MiB' }, 'bytes: Must be 1MiB or less'],
  [{ count: '5' }, 'count: Must be a whole number'],
  [{ count: 1.5 }, 'count: Must be a whole number'],
  [{ count: 0 }, 'count: Must be 1 or more'],
  [{ count: 10 }, 'count: Must be 9 or less'],
  [{ share: 'x' }, 'share: Must be a number'],
  [{ on: 'yes' }, 'on: Must be on or off'],
  [{ mode: 'two' }, 'mode: Is none of one, both-ways'],
  [{ name: 'ABC' }, 'name: Has not the form that it must have: ^(?:[a-z]+)$'],
  [{ topics: [] }, 'topics: Needs at least 1 entries'],
  [{ topics: ['a', 'b', 'c'] }, 'topics: May have 2 entries at most'],
  [{ topics: ['a', 1] }, 'topics[1]: Must be a text'],
  [{ topics: 'a' }, 'topics: Must be a list'],
  [{ pairs: {} }, 'pairs: Needs at least 1 entries'],
  [{ pairs: { 'a.b': 1 } }, 'pairs.a.b: Must be a text'],
  [{ fixed: { type: 'user' } }, 'fixed.type: Must be “none” here'],
])('%j is said to be wrong', (part, text) => {
  expect(about(part)).toEqual([text]);
});

test('a text is checked as the object that it is short for', () => {
  const schema: Schema = { type: 'object', 'x-shorthand': 'mode', properties: { mode: { type: 'string', enum: ['one', 'two'] } } };
  expect(check(schema, 'TWO', schema)).toEqual([]);
  expect(check(schema, 'three', schema)).toMatchObject([{ path: 'mode', text: 'Is none of {0}' }]);
});

test('what the form hides is not checked', () => {
  expect(about({ mode: 'both-ways', hidden: 'x' })).toEqual([]);
  expect(about({ mode: 'one', hidden: 'x' })).toEqual(['hidden: Must be a whole number']);
});

test('what has no effect is named', () => {
  expect(unknown(root, { ...good, tpoics: 1, login: { type: 'none', password: 'x' }, any: { free: 1 }, pairs: { free: '1' } }, root)).toEqual(['login.password', 'tpoics']);
});

describe('measures', () => {
  test.each<[string, bigint | undefined]>([
    ['250ms', 250_000_000n], [' 1 M ', 60_000_000_000n], ['7D', 604_800_000_000_000n], ['PT0.5s', 500_000_000n], ['pt0,5S', 500_000_000n], ['PT1H-5M', 3_300_000_000_000n],
    ['P1D', 86_400_000_000_000n], ['P1DT1S', 86_401_000_000_000n], ['-PT-1S', 1_000_000_000n], ['PT-0.5S', undefined], ['-PT1S', undefined], ['P', undefined], ['PT', undefined],
    ['P1DT', undefined], ['5', undefined], ['5 sec', undefined], ['999999999999999d', undefined], ['', undefined],
  ])('duration %s', (text, nanos) => expect(duration(text)).toBe(nanos));

  test.each<[string, bigint | undefined]>([
    ['512', 512n], ['16KiB', 16384n], ['10 mb', 10n << 20n], ['64k', 65536n], [' 1gib ', 1n << 30n], ['1TB', undefined], ['-1', undefined], ['999999999999999999g', undefined], ['', undefined],
  ])('size %s', (text, bytes) => expect(size(text)).toBe(bytes));
});
