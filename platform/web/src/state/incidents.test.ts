import { expect, test } from 'vitest';
import type { HostEvent, StateName, Status } from '../api/types';
import { Incidents } from './incidents';

const START = '2026-11-28T10:00:00Z';
const NOW = Date.parse('2026-11-28T10:05:00Z');

let id = 0;
const event = (phase: string, text: string, details: Record<string, string> = {}): HostEvent => ({
  id: ++id,
  at: START,
  owner: 'up',
  ownerName: 'Meters',
  kind: phase === 'resolved' ? 'lifecycle' : 'alarm',
  text,
  details: { incident: 'connection', phase, since: START, count: '1', ...details },
});
const stateEvent = (text: string): HostEvent => ({ id: ++id, at: START, owner: 'up', ownerName: 'Meters', kind: 'lifecycle', text, details: {} });
const owners = (state: StateName, reason = ''): Record<string, Status> => ({ up: { owner: 'up', state, reason, counters: {}, debugUntil: null } });

function after(...events: HostEvent[]) {
  const incidents = new Incidents();
  events.forEach((one) => incidents.add(one));
  return incidents;
}

test('an incident lasts until it is resolved, whatever order its events come in', () => {
  const opened = event('opened', 'the broker kafka-1:9092 does not answer');
  const resolved = event('resolved', 'the broker answers again (once since …)');
  expect(after(opened).open(owners('degraded'), NOW)).toEqual([
    { owner: 'up', ownerName: 'Meters', text: 'the broker kafka-1:9092 does not answer', since: START, count: 1 },
  ]);
  expect(after(opened, resolved).open(owners('running'), NOW)).toEqual([]);
  expect(after(resolved, opened).open(owners('running'), NOW)).toEqual([]);
  const again = event('opened', 'away again', { since: '2026-11-28T10:04:00Z' });
  expect(after(again, resolved, opened).open(owners('degraded'), NOW)).toMatchObject([{ text: 'away again' }]);
});

test('a later alarm says what it is now, without the count that stands beside it', () => {
  const changed = event('changed', `login refused (7 times since ${START})`, { count: '7' });
  expect(after(changed).open(owners('degraded'), NOW)).toMatchObject([{ text: 'login refused', count: 7, since: START }]);
});

test('what its owner has outlived is over', () => {
  const opened = event('opened', 'away');
  expect(after(opened).open({}, NOW)).toEqual([]);
  expect(after(opened).open(owners('stopped'), NOW)).toEqual([]);
  expect(after(opened).open(owners('running'), NOW)).toHaveLength(1);
  expect(after(opened, stateEvent('running')).open(owners('running'), NOW)).toEqual([]);
  expect(after(opened, stateEvent('degraded: away')).open(owners('degraded'), NOW)).toHaveLength(1);
  expect(after(opened).open(owners('running'), NOW + 2 * 3600_000)).toEqual([]);
});

test('an owner that fails or is hindered is named, also when no incident tells of it', () => {
  expect(after(stateEvent('failed: out of memory')).open(owners('failed', 'out of memory; tries again in 5 s'), NOW)).toEqual([
    { owner: 'up', ownerName: 'Meters', text: 'out of memory; tries again in 5 s' },
  ]);
  expect(after().open(owners('degraded', 'away'), NOW)).toEqual([{ owner: 'up', ownerName: 'up', text: 'away' }]);
  expect(after().open(owners('starting', 'connecting'), NOW)).toEqual([]);
  expect(after(event('opened', 'away')).open(owners('failed', 'away'), NOW)).toHaveLength(1);
});
