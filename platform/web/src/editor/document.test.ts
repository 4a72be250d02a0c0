import { expect, test } from 'vitest';
import type { NodeType } from '../api/types';
import { addNode, arrange, circles, connect, describe, EMPTY, freePlace, problemsOfNode, relationsBetween, removeNodes } from './document';
import { step } from './history';
import { named } from './transfer';

const type = (id: string): NodeType => ({
  type: id, name: id, description: '', version: 1, plugin: null, relations: ['Success'], descriptor: null,
});

function chain() {
  const [one, a] = addNode(EMPTY, type('log'), 0, 0);
  const [two, b] = addNode(one, type('log'), 10, 10);
  return { document: connect(two, a, b, ['Success', 'Failure']), a, b };
}

test('the first node added is the first of the chain, and names stay different', () => {
  const { document, a, b } = chain();
  expect(document.firstNode).toBe(a);
  expect(a).not.toBe(b);
  expect(document.nodes.map((node) => node.name)).toEqual(['log', 'log 2']);
});

test('connections are replaced as a whole and go with their node', () => {
  const { document, a, b } = chain();
  expect(relationsBetween(document, a, b)).toEqual(['Success', 'Failure']);
  const fewer = connect(document, a, b, ['Success']);
  expect(relationsBetween(fewer, a, b)).toEqual(['Success']);
  const left = removeNodes(fewer, [a]);
  expect(left.connections).toEqual([]);
  expect(left.firstNode).toBe(b);
});

test('a circle inside of a chain is seen before it is made', () => {
  const { document, a, b } = chain();
  expect(circles(document, b, a)).toBe(true);
  expect(circles(document, a, b)).toBe(false);
});

test('an arranged chain flows from left to right', () => {
  const { document } = chain();
  const [first, second] = arrange(document).nodes;
  expect(second!.x!).toBeGreaterThan(first!.x!);
});

test('a node added without a place covers no other', () => {
  const { document } = chain();
  const place = freePlace(document, { x: 0, y: 0 });
  expect(place).toEqual({ x: 270, y: 10 });
  const [more] = addNode(document, type('log'), place.x, place.y);
  expect(freePlace({ ...more, nodes: [...more.nodes.slice(2), ...more.nodes.slice(0, 2)] }, place)).toEqual({ x: 270, y: 120 });
});

test('problems are told by node and field', () => {
  const { document } = chain();
  const problem = { path: 'document.nodes[1].config.topic', text: 'is missing', remedy: '' };
  expect(problemsOfNode([problem], 1)).toEqual([{ ...problem, path: 'topic' }]);
  expect(problemsOfNode([problem], 0)).toEqual([]);
  expect(describe(document, problem)).toBe('log 2 › topic');
});

test('what could not be imported is told by the name of its node', () => {
  const export_ = { metadata: { nodes: [{ name: 'Switch' }, { name: 'Mail' }] } };
  const problems = [{ path: 'metadata.nodes[1].configuration', text: 'x', remedy: '' }];
  expect(named(export_, { name: '', document: EMPTY, problems }).problems[0]!.path).toBe('Mail › configuration');
});

test('typing in one field is one step back', () => {
  const start = { past: [], present: 'a', future: [], about: '' };
  const typed = step(step(start, { do: 'change', value: 'ab', about: 'x' }), { do: 'change', value: 'abc', about: 'x' });
  const back = step(typed, { do: 'undo' });
  expect(back.present).toBe('a');
  expect(step(back, { do: 'redo' }).present).toBe('abc');
});
