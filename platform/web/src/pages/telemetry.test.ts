import { describe, expect, it } from 'vitest';
import { align, append, merge, newer, type Points } from './telemetry';

const KEYS = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 't'];

describe('keys that objects have already', () => {
  it('are values like others', () => {
    const points = KEYS.map((key, i) => ({ key, ts: i + 1, value: i }));
    const live = newer(new Map(), points as never);
    expect(merge([], live, '', 10).map((value) => value.key)).toEqual([...KEYS].sort((a, b) => a.localeCompare(b)));
    expect(live.get('__proto__')?.value).toBe(1);
  });

  it('are drawn, stored and fresh', () => {
    const stored: Points = new Map(Object.entries(JSON.parse('{"__proto__":[[1000,7]],"constructor":[[1000,8]]}')));
    const added = append(new Map(), KEYS.map((key) => ({ key, ts: 2000, value: 9 })) as never);
    expect(align(KEYS, stored, added, 0)).toEqual([[1, 2], [8, 9], [7, 9], [null, 9], [null, 9], [null, 9]]);
  });
});

describe('very many keys', () => {
  it('are shown in part, those that are searched for', () => {
    const live = newer(new Map(), Array.from({ length: 2000 }, (_, i) => ({ key: `k${i}`, ts: 1, value: i })) as never);
    expect(merge([], live, '', 500)).toHaveLength(500);
    expect(merge([], live, 'K199', 500).map((value) => value.key)).toContain('k1999');
    expect(merge([], live, 'K199', 500)).toHaveLength(11);
  });
});
