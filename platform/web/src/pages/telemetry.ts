import type { Json, Value } from '../api/types';
import type { LivePoint } from '../state/live';

/** Points by key. A map, as keys come from devices: an object has `constructor` and `__proto__` already. */
export type Points = Map<string, [number, unknown][]>;

/** Newest values by key. */
export type Newest = Map<string, Value>;

const MOST_POINTS = 5000;

/** The newest values with those that arrived since. */
export function newer(before: Newest, points: LivePoint[]): Newest {
  const next = new Map(before);
  for (const point of points) {
    if (point.ts >= (next.get(point.key)?.ts ?? 0)) {
      next.set(point.key, { key: point.key, ts: point.ts, value: point.value as Json });
    }
  }
  return next;
}

/** What is stored and what arrived since, by key; at most so many, and those alone whose key holds the text. */
export function merge(stored: Value[], live: Newest, search: string, most: number): Value[] {
  const byKey = new Map(stored.map((value) => [value.key, value]));
  for (const value of live.values()) {
    const shown = value.key.toLowerCase().includes(search.toLowerCase());
    if (shown && value.ts >= (byKey.get(value.key)?.ts ?? 0)) {
      byKey.set(value.key, value);
    }
  }
  return [...byKey.values()].sort((a, b) => a.key.localeCompare(b.key)).slice(0, most);
}

/** The points with those that arrived since. */
export function append(points: Points, fresh: LivePoint[]): Points {
  const next: Points = new Map(points);
  for (const point of fresh) {
    next.set(point.key, [...(next.get(point.key) ?? []).slice(-MOST_POINTS), [point.ts, point.value]]);
  }
  return next;
}

/** Joins the keys' points on one time axis. */
export function align(keys: string[], stored: Points, added: Points, from: number): (number | null)[][] {
  const rows = new Map<number, (number | null)[]>();
  keys.forEach((key, column) => {
    for (const [ts, value] of [...(stored.get(key) ?? []), ...(added.get(key) ?? [])]) {
      if (ts >= from && typeof value === 'number') {
        const row = rows.get(ts) ?? keys.map(() => null);
        row[column] = value;
        rows.set(ts, row);
      }
    }
  });
  const times = [...rows.keys()].sort((a, b) => a - b);
  return [times.map((ts) => ts / 1000), ...keys.map((_, column) => times.map((ts) => rows.get(ts)![column] ?? null))];
}
