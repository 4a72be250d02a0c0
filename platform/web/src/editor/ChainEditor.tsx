import {
  applyNodeChanges,
  Background,
  type Connection as FlowConnection,
  Controls,
  type Edge,
  MiniMap,
  type Node,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { type DragEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ChainDocument, NodeType, Problem } from '../api/types';
import * as edit from './document';
import { toFlowEdges, toFlowNodes, INPUT } from './flow';
import { FlowNode, InputNode } from './FlowNode';
import { NodeDrawer } from './NodeDrawer';
import { DRAGGED, Palette } from './Palette';
import { RelationDialog } from './RelationDialog';
import './editor.css';

const NODE_TYPES = { chain: FlowNode, 'input-node': InputNode };

interface Props {
  document: ChainDocument;
  types: NodeType[];
  problems: Problem[];
  disabled: boolean;
  /** Changes with the same `about` in a row are one step of undo. */
  onChange: (document: ChainDocument, about?: string) => void;
}

export function ChainEditor(props: Props) {
  return (
    <ReactFlowProvider>
      <Editor {...props} />
    </ReactFlowProvider>
  );
}

function Editor(props: Props) {
  const { document, disabled, onChange } = props;
  const types = useMemo(() => new Map(props.types.map((type) => [type.type, type])), [props.types]);
  const [nodes, setNodes] = useState<Node[]>([]);
  const [edges, setEdges] = useState<Edge[]>([]);
  const [open, setOpen] = useState<string | null>(null);
  const [byKey, setByKey] = useState(false);
  const [joining, setJoining] = useState<{ from: string; to: string } | null>(null);
  const flow = useReactFlow();
  const canvas = useRef<HTMLDivElement>(null);

  useEffect(() => {
    setNodes((before) => toFlowNodes(document, types, props.problems, before));
    setEdges((before) => toFlowEdges(document, before));
  }, [document, types, props.problems]);

  // The drawer takes room from the canvas: the node that it is about stays in sight.
  useEffect(() => {
    const node = open && flow.getNode(open);
    if (node && canvas.current) {
      const box = canvas.current.getBoundingClientRect();
      const place = flow.flowToScreenPosition({ x: node.position.x + 190, y: node.position.y });
      if (place.x > box.right || place.x < box.left || place.y > box.bottom - 60 || place.y < box.top) {
        void flow.setCenter(node.position.x + 90, node.position.y + 30, { zoom: flow.getZoom(), duration: 200 });
      }
    }
  }, [open, flow]);

  const add = useCallback(
    (type: NodeType, x: number, y: number) => {
      const [next, id] = edit.addNode(document, type, x, y);
      onChange(next);
      setOpen(id);
    },
    [document, onChange],
  );

  const addInView = (type: NodeType, key: boolean) => {
    setByKey(key);
    const box = canvas.current!.getBoundingClientRect();
    const middle = flow.screenToFlowPosition({ x: box.x + box.width / 3, y: box.y + box.height / 2 });
    const place = edit.freePlace(document, { x: middle.x - 90, y: middle.y - 30 });
    add(type, place.x, place.y);
  };

  const drop = (event: DragEvent) => {
    event.preventDefault();
    const type = types.get(event.dataTransfer.getData(DRAGGED));
    if (type && !disabled) {
      const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      setByKey(false);
      add(type, at.x - 90, at.y - 30);
    }
  };

  const nodesChanged = (changes: NodeChange[]) => {
    const kept = changes.filter((change) => change.type !== 'remove');
    setNodes((before) => applyNodeChanges(kept, before));
    const moved = new Map<string, { x: number; y: number }>();
    for (const change of kept) {
      if (change.type === 'position' && change.dragging === false && change.position) {
        const now = document.nodes.find((node) => node.id === change.id);
        if (now && (Math.round(change.position.x) !== now.x || Math.round(change.position.y) !== now.y)) {
          moved.set(change.id, change.position);
        }
      }
    }
    if (moved.size > 0) {
      onChange(edit.moveNodes(document, moved));
    }
  };

  const connected = ({ source, target }: FlowConnection) => {
    if (source === INPUT) {
      onChange({ ...document, firstNode: target });
    } else if (source !== target) {
      setJoining({ from: source, to: target });
    }
  };

  const removed = ({ nodes: gone, edges: cut }: { nodes: Node[]; edges: Edge[] }) => {
    let next = edit.removeNodes(document, gone.map((node) => node.id));
    cut.forEach((edge) => (next = edit.connect(next, edge.source, edge.target, [])));
    onChange(next);
    setOpen((id) => (gone.some((node) => node.id === id) ? null : id));
  };

  const name = (id: string) => document.nodes.find((node) => node.id === id)?.name ?? id;
  const relationsOf = (id: string) => {
    const type = types.get(document.nodes.find((node) => node.id === id)?.type ?? '');
    return [...new Set([...(type?.relations ?? ['Success']), 'Failure'])];
  };
  const openNode = document.nodes.find((node) => node.id === open);

  return (
    <div className={openNode ? 'editor with-drawer' : 'editor'}>
      <Palette types={props.types} disabled={disabled} onAdd={addInView} />
      <div className="canvas" ref={canvas} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          onNodesChange={nodesChanged}
          onEdgesChange={(changes) =>
            setEdges((before) =>
              before.map((edge) => {
                const change = changes.find((one) => one.type === 'select' && one.id === edge.id);
                return change?.type === 'select' ? { ...edge, selected: change.selected } : edge;
              }),
            )
          }
          onConnect={connected}
          onDelete={removed}
          onNodeClick={(_, node) => {
            if (node.id !== INPUT) {
              setByKey(false);
              setOpen(node.id);
            }
          }}
          onEdgeDoubleClick={(_, edge) => edge.source !== INPUT && setJoining({ from: edge.source, to: edge.target })}
          onKeyDown={(event) => {
            const id = (event.target as HTMLElement).dataset?.id;
            if (event.key === 'Enter' && id && document.nodes.some((node) => node.id === id)) {
              setByKey(true);
              setOpen(id);
            }
          }}
          deleteKeyCode={disabled ? null : ['Delete', 'Backspace']}
          nodesConnectable={!disabled}
          nodesDraggable={!disabled}
          onlyRenderVisibleElements={document.nodes.length > 60}
          minZoom={0.1}
          fitView
          fitViewOptions={{ maxZoom: 1, padding: 0.2 }}
        >
          <Background gap={20} />
          <Controls showInteractive={false} />
          {document.nodes.length > 12 && <MiniMap pannable zoomable ariaLabel="Overview of the chain" />}
        </ReactFlow>
        {document.nodes.length === 0 && <p className="canvas-hint">Drag a node here to begin. The first one receives every message.</p>}
      </div>
      {openNode && (
        <NodeDrawer
          key={openNode.id}
          document={document}
          node={openNode}
          type={types.get(openNode.type)}
          problems={edit.problemsOfNode(props.problems, document.nodes.indexOf(openNode))}
          disabled={disabled}
          byKey={byKey}
          onRename={(text) => onChange(edit.changeNode(document, openNode.id, { name: text }), `name ${openNode.id}`)}
          onConfig={(config) => onChange(edit.changeNode(document, openNode.id, { config }), `config ${openNode.id}`)}
          onFirst={() => onChange({ ...document, firstNode: openNode.id })}
          onConnect={(to) => setJoining({ from: openNode.id, to })}
          onRemove={() => {
            onChange(edit.removeNodes(document, [openNode.id]));
            setOpen(null);
          }}
          onClose={() => {
            setOpen(null);
            canvas.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(openNode.id)}"]`)?.focus();
          }}
        />
      )}
      {joining && (
        <RelationDialog
          from={name(joining.from)}
          to={name(joining.to)}
          relations={relationsOf(joining.from)}
          chosen={edit.relationsBetween(document, joining.from, joining.to)}
          warning={
            edit.circles(document, joining.from, joining.to) ? 'This would lead messages in a circle inside of the chain.' : undefined
          }
          onDone={(relations) => {
            onChange(edit.connect(document, joining.from, joining.to, relations));
            setJoining(null);
          }}
          onClose={() => setJoining(null)}
        />
      )}
    </div>
  );
}
