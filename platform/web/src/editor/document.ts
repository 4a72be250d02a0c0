import type { ChainDocument, ChainNode, NodeType, Problem } from '../api/types';

/** Changes of a rule chain; each returns a new document. */

export const EMPTY: ChainDocument = { firstNode: '', nodes: [], connections: [] };

export function addNode(document: ChainDocument, type: NodeType, x: number, y: number): [ChainDocument, string] {
  const id = freshId(document, type.type);
  const node: ChainNode = { id, type: type.type, name: freshName(document, type.name), version: type.version, config: {}, x: Math.round(x), y: Math.round(y) };
  const firstNode = document.nodes.length === 0 ? id : document.firstNode;
  return [{ ...document, firstNode, nodes: [...document.nodes, node] }, id];
}

/** Right of the node added last, or below what stands there already. */
export function freePlace(document: ChainDocument, first: { x: number; y: number }): { x: number; y: number } {
  const last = document.nodes[document.nodes.length - 1];
  const place = last ? { x: (last.x ?? 0) + 260, y: last.y ?? 0 } : first;
  const taken = (y: number) => document.nodes.some((node) => Math.abs((node.x ?? 0) - place.x) < 200 && Math.abs((node.y ?? 0) - y) < 100);
  while (taken(place.y)) {
    place.y += 110;
  }
  return place;
}

export function changeNode(document: ChainDocument, id: string, change: Partial<ChainNode>): ChainDocument {
  return { ...document, nodes: document.nodes.map((node) => (node.id === id ? { ...node, ...change } : node)) };
}

export function moveNodes(document: ChainDocument, places: Map<string, { x: number; y: number }>): ChainDocument {
  return {
    ...document,
    nodes: document.nodes.map((node) => {
      const place = places.get(node.id);
      return place ? { ...node, x: Math.round(place.x), y: Math.round(place.y) } : node;
    }),
  };
}

export function removeNodes(document: ChainDocument, ids: string[]): ChainDocument {
  const nodes = document.nodes.filter((node) => !ids.includes(node.id));
  return {
    firstNode: ids.includes(document.firstNode) ? (nodes[0]?.id ?? '') : document.firstNode,
    nodes,
    connections: document.connections.filter(({ from, to }) => !ids.includes(from) && !ids.includes(to)),
  };
}

export const relationsBetween = (document: ChainDocument, from: string, to: string) =>
  document.connections.filter((one) => one.from === from && one.to === to).map((one) => one.relation);

/** Replaces all connections from one node to another. */
export function connect(document: ChainDocument, from: string, to: string, relations: string[]): ChainDocument {
  const others = document.connections.filter((one) => one.from !== from || one.to !== to);
  return { ...document, connections: [...others, ...relations.map((relation) => ({ from, to, relation }))] };
}

/** Whether a connection would lead in a circle inside of the chain. */
export function circles(document: ChainDocument, from: string, to: string): boolean {
  const seen = new Set<string>();
  const open = [to];
  while (open.length > 0) {
    const id = open.pop()!;
    if (id === from) {
      return true;
    }
    if (!seen.has(id)) {
      seen.add(id);
      document.connections.filter((one) => one.from === id).forEach((one) => open.push(one.to));
    }
  }
  return false;
}

/** What is sent to the host: without what only the host says. */
export function stored(document: ChainDocument): ChainDocument {
  return { ...document, nodes: document.nodes.map(({ owner: _owner, ...node }) => node) };
}

/** A left-to-right layout for chains that come without places. */
export function arrange(document: ChainDocument): ChainDocument {
  const column = new Map<string, number>();
  const visit = (id: string, depth: number) => {
    if (depth <= document.nodes.length && depth > (column.get(id) ?? -1)) {
      column.set(id, depth);
      document.connections.filter((one) => one.from === id).forEach((one) => visit(one.to, depth + 1));
    }
  };
  visit(document.firstNode, 0);
  const rows = new Map<number, number>();
  const places = new Map<string, { x: number; y: number }>();
  for (const node of document.nodes) {
    const at = column.get(node.id) ?? 0;
    const row = rows.get(at) ?? 0;
    rows.set(at, row + 1);
    places.set(node.id, { x: 240 + at * 260, y: 80 + row * 110 });
  }
  return moveNodes(document, places);
}

/** Problems of one node's configuration, with paths inside of it. */
export function problemsOfNode(problems: Problem[], index: number): Problem[] {
  return problems.flatMap((problem) => {
    const match = /(?:^|\.)nodes\[(\d+)\]\.?(?:config\.?)?(.*)$/.exec(problem.path);
    return match && Number(match[1]) === index ? [{ ...problem, path: match[2] ?? '' }] : [];
  });
}

export function describe(document: ChainDocument, problem: Problem): string {
  const match = /(?:^|\.)nodes\[(\d+)\]/.exec(problem.path);
  const node = match && document.nodes[Number(match[1])];
  const field = problem.path.replace(/^.*nodes\[\d+\]\.?(config\.?)?/, '');
  return node ? [node.name, field].filter(Boolean).join(' › ') : problem.path || 'Rule chain';
}

function freshId(document: ChainDocument, type: string): string {
  const base = type.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 40);
  let n = 1;
  while (document.nodes.some((node) => node.id === `${base}-${n}`)) {
    n++;
  }
  return `${base}-${n}`;
}

function freshName(document: ChainDocument, name: string): string {
  const taken = new Set(document.nodes.map((node) => node.name));
  let n = 1;
  while (taken.has(n === 1 ? name : `${name} ${n}`)) {
    n++;
  }
  return n === 1 ? name : `${name} ${n}`;
}

