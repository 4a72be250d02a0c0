import { expect, test } from 'vitest';
import type { JsonObject } from '../api/types';
import { placed } from './ConverterImport';

const decoder = { type: 'tbel', script: 'return {};' };

test('a converter becomes the decoder of the integration, of one route, or of a new one', () => {
  const routes: JsonObject[] = [{ name: 'a' }, { name: 'b', decoder: { type: 'json' } }];
  const value: JsonObject = { topics: ['t'], routes };
  expect(placed(value, routes, '', decoder)).toEqual({ ...value, decoder });
  expect(placed(value, routes, '1', decoder).routes).toEqual([{ name: 'a' }, { name: 'b', decoder }]);
  expect(placed(value, routes, 'new', decoder).routes).toEqual([...routes, { decoder }]);
});
