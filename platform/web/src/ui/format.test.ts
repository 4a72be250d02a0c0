import { expect, test } from 'vitest';
import { routesOf } from './format';

test('routes are told from the other counters, also one that never matched', () => {
  expect(routesOf({ delivered: 3, 'route.matched{route=alarms}': 0, 'route.matched{route=a {b}}': 3, 'skipped.by.reason{reason=x}': 1 })).toEqual([
    ['alarms', 0],
    ['a {b}', 3],
  ]);
  expect(routesOf(undefined)).toEqual([]);
});
