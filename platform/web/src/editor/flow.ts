import { type Edge, MarkerType, type Node } from '@xyflow/react';
import type { ChainDocument, NodeType, Problem } from '../api/types';
import { problemsOfNode } from './document';
import type { FlowNodeData } from './FlowNode';

export const INPUT = '__input';

/** The canvas's nodes of a document; what the canvas itself knows of a node (size, choice) is kept. */
export function toFlowNodes(document: ChainDocument, types: Map<string, NodeType>, problems: Problem[], before: Node[]): Node[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const first = document.nodes.find((node) => node.id === document.firstNode);
  const input: Node = {
    ...known.get(INPUT),
    id: INPUT,
    type: 'input-node',
    position: { x: (first?.x ?? 240) - 190, y: (first?.y ?? 120) + 8 },
    data: {},
    draggable: false,
    deletable: false,
    selectable: false,
    focusable: false,
  };
  const nodes = document.nodes.map((node, i): Node => {
    const type = types.get(node.type);
    const data: FlowNodeData = {
      name: node.name,
      typeName: type?.name ?? node.type,
      known: !!type,
      plugin: !!type?.plugin,
      owner: node.owner,
      problems: problemsOfNode(problems, i).length,
    };
    return {
      ...known.get(node.id),
      id: node.id,
      type: 'chain',
      position: { x: node.x ?? 0, y: node.y ?? 0 },
      data,
      ariaLabel: `${node.name}, ${data.typeName}`,
    };
  });
  return [input, ...nodes];
}

/** One edge per pair of nodes, labelled with all its relations. */
export function toFlowEdges(document: ChainDocument, before: Edge[]): Edge[] {
  const chosen = new Set(before.filter((edge) => edge.selected).map((edge) => edge.id));
  const pairs = new Map<string, { from: string; to: string; relations: string[] }>();
  for (const { from, to, relation } of document.connections) {
    const key = `${from}→${to}`;
    const pair = pairs.get(key) ?? { from, to, relations: [] };
    pair.relations.push(relation);
    pairs.set(key, pair);
  }
  const edges = [...pairs].map(([id, { from, to, relations }]): Edge => {
    const tone = relations.every((one) => one === 'Failure' || one === 'Loop') ? 'failing' : '';
    return {
      id,
      source: from,
      target: to,
      label: relations.join(', '),
      className: tone,
      selected: chosen.has(id),
      markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
      ariaLabel: `From ${from} to ${to} on ${relations.join(', ')}`,
    };
  });
  if (document.nodes.some((node) => node.id === document.firstNode)) {
    edges.push({ id: INPUT, source: INPUT, target: document.firstNode, deletable: false, focusable: false, selectable: false });
  }
  return edges;
}
