import { expect, test } from 'vitest';
import { lines } from './http';

test('lines that arrive in parts are put together', () => {
  const found: string[] = [];
  const take = lines((text) => found.push(text));
  take('{"a"');
  take(':1}\n{"b":2}\n{"c');
  expect(found).toEqual(['{"a":1}', '{"b":2}']);
  take('":3}\n');
  expect(found).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
});
