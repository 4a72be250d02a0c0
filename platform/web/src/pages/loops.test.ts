import { expect, test } from 'vitest';
import { outcomes } from '../editor/FlowNode';
import { witnesses } from './Loops';

const end = (id: string, kind: 'uplink' | 'downlink') => ({ id, name: id, kind, tenant: '', cluster: '', topics: '', counters: {} });

test('the witness of a circle is the topic between a downlink and an uplink of it', () => {
  const cycle = { path: ['up', 'down'], verdict: 'refused' as const, text: '' };
  const graph = {
    vertices: [end('up', 'uplink'), end('down', 'downlink'), end('other', 'uplink')],
    edges: [
      { from: 'up', to: 'down', via: 'rule chain' },
      { from: 'down', to: 'up', via: 'results' },
      { from: 'down', to: 'other', via: 'more' },
    ],
    cycles: [cycle],
  };
  expect(witnesses(graph, cycle)).toEqual(['results']);
});

test('outcomes of a node are summed over its relations', () => {
  const counters = { 'node.in': 9, 'node.out{relation=True}': 3, 'node.out{relation=False}': 4, 'node.out{relation=Failure}': 2 };
  expect(outcomes(counters)).toEqual({ good: 7, Failure: 2, Loop: 0 });
});
