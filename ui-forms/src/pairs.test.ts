import { expect, test } from 'vitest';
import { lost, mapOf, pairsOf } from './pairs';
import { typed } from './typed';

test('a map is pairs and back, of texts and of any JSON', () => {
  const texts = { 'max.poll.records': '10', empty: '' };
  expect(mapOf(pairsOf(texts, true), true)).toEqual(texts);
  const any = { a: { b: [1] }, c: 'text', d: null };
  expect(mapOf(pairsOf(any, false), false)).toEqual(any);
  expect(pairsOf(undefined, true)).toEqual([]);
});

test('a pair without a name is not kept, one that stands twice counts once, and both are said', () => {
  const pairs = [{ name: '', text: 'x' }, { name: 'a', text: '1' }, { name: 'a', text: '2' }, { name: '', text: '' }];
  expect(mapOf(pairs, true)).toEqual({ a: '2' });
  expect(pairs.map((_, i) => lost(pairs, i))).toEqual(['nameless', 'twice', undefined, undefined]);
});

test('JSON that is not complete stays as it was typed', () => {
  expect(mapOf([{ name: 'a', text: '{"b"' }], false)).toEqual({ a: '{"b"' });
});

test('an emptied field is no value, unless an empty text is a choice of its own', () => {
  expect(typed({ type: 'string' }, '')).toBeUndefined();
  expect(typed({ type: 'string', default: '${@time}' }, '')).toBe('');
  expect(typed({ type: 'string', default: 'x', minLength: 1 }, '')).toBeUndefined();
  expect(typed({ type: 'string', default: '5s', 'x-format': 'duration' }, '')).toBeUndefined();
  expect(typed({ type: 'string', default: 'a', enum: ['a'] }, '')).toBeUndefined();
  expect(typed({ type: 'integer', default: 5 }, '')).toBeUndefined();
});

test('numbers become numbers, and what is none stays to be told', () => {
  expect(typed({ type: 'integer' }, ' 12 ')).toBe(12);
  expect(typed({ type: 'number' }, '0.5')).toBe(0.5);
  expect(typed({ type: 'integer' }, '12x')).toBe('12x');
  expect(typed({ type: ['string', 'integer'] }, '12')).toBe('12');
});
