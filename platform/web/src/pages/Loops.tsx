import '@xyflow/react/dist/style.css';
import { Background, BaseEdge, Controls, type Edge, type EdgeProps, MarkerType, type Node, Position, ReactFlow } from '@xyflow/react';
import { useMemo, useState } from 'react';
import { get } from '../api/http';
import type { FlowGraph } from '../api/types';
import { useEvery, useResource } from '../state/resource';
import { useSession } from '../state/session';
import { count } from '../ui/format';
import { Card, Empty, PageHead, Problems, Switch } from '../ui/parts';
import '../editor/editor.css';

const VERDICT_BOX = { refused: '', warned: 'warn', allowed: 'good' } as const;
const VERDICT_TONE = { refused: 'bad', warned: 'warn', allowed: 'good' } as const;

/** Where data can go, and where it would go round. */
export default function Loops() {
  const { base, operator } = useSession();
  const [all, setAll] = useState(false);
  const path = all ? '/api/loops' : `${base}/loops`;
  const graph = useResource(path, () => get<FlowGraph>(path));
  useEvery(5000, () => void graph.reload());
  const map = graph.value;
  return (
    <>
      <PageHead title="Loop map" about="Uplinks, downlinks and the topics between them. A circle that the guard refuses is red.">
        {operator && <Switch label="All tenants" on={all} onChange={setAll} />}
      </PageHead>
      <div className="stack">
        <Problems problems={graph.problems} />
        {map?.cycles.map((cycle, i) => (
          <div key={i} className={`problems ${VERDICT_BOX[cycle.verdict]}`} data-cycle={cycle.verdict}>
            <div className="row">
              <span className={`badge ${VERDICT_TONE[cycle.verdict]}`}>{cycle.verdict}</span>
              <strong>{way(map, cycle)}</strong>
            </div>
            <p>{cycle.text}</p>
            {witnesses(map, cycle).length > 0 && (
              <p>
                Witness topic: <strong className="mono">{witnesses(map, cycle).join(', ')}</strong>
              </p>
            )}
          </div>
        ))}
        <Card flush>
          {map && map.vertices.length === 0 ? <Empty>Nothing runs that reads from Kafka or writes to it.</Empty> : map && <Map graph={map} />}
        </Card>
        {map && map.vertices.length > 0 && <VertexTable graph={map} />}
      </div>
    </>
  );
}

type Cycle = FlowGraph['cycles'][number];

const pairs = ({ path }: Cycle) => path.map((id, i) => [id, path[(i + 1) % path.length]!] as const);

/** The ends that data would pass, by name, back to the first. */
function way({ vertices }: FlowGraph, cycle: Cycle): string {
  const name = (id: string) => vertices.find((one) => one.id === id)?.name ?? id;
  return [...cycle.path, cycle.path[0]!].map(name).join(' → ');
}

/** Topics through which a circle leads from a downlink back to an uplink. */
export function witnesses({ vertices, edges }: FlowGraph, cycle: Cycle): string[] {
  const downlinks = new Set(vertices.filter((one) => one.kind === 'downlink').map((one) => one.id));
  const topics = pairs(cycle)
    .filter(([from]) => downlinks.has(from))
    .flatMap(([from, to]) => edges.filter((edge) => edge.from === from && edge.to === to).map((edge) => edge.via));
  return [...new Set(topics)];
}

/** Leads from a downlink back to an uplink, below everything in between. */
function BackEdge(props: EdgeProps) {
  const { sourceX, sourceY, targetX, targetY } = props;
  const low = Math.max(sourceY, targetY) + 130;
  const path = `M ${sourceX} ${sourceY} C ${sourceX + 120} ${low}, ${targetX - 120} ${low}, ${targetX} ${targetY}`;
  return (
    <BaseEdge
      path={path}
      label={props.label}
      labelX={(sourceX + targetX) / 2}
      labelY={(sourceY + targetY + 6 * low) / 8}
      labelStyle={props.labelStyle}
      labelBgPadding={[4, 2]}
      style={props.style}
      markerEnd={props.markerEnd}
    />
  );
}

const EDGE_TYPES = { back: BackEdge };

function Map(props: { graph: FlowGraph }) {
  const [nodes, edges] = useMemo(() => draw(props.graph), [props.graph]);
  return (
    <div style={{ height: 'min(460px, 55vh)' }} role="group" aria-label="Loop map; the table below holds the same in words">
      <ReactFlow key={nodes.length} edgeTypes={EDGE_TYPES} nodes={nodes} edges={edges} nodesDraggable nodesConnectable={false} elementsSelectable={false} nodesFocusable={false} edgesFocusable={false} minZoom={0.2} fitView fitViewOptions={{ maxZoom: 1, padding: 0.15 }}>
        <Background gap={20} />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}

function draw({ vertices, edges, cycles }: FlowGraph): [Node[], Edge[]] {
  const refused = new Set<string>();
  for (const cycle of cycles.filter((one) => one.verdict === 'refused')) {
    pairs(cycle).forEach(([from, to]) => refused.add(`${from}→${to}`));
  }
  const rows = { uplink: 0, downlink: 0 };
  const nodes = vertices.map((vertex): Node => {
    const inRed = [...refused].some((pair) => pair.startsWith(`${vertex.id}→`));
    const row = rows[vertex.kind]++;
    return {
      id: vertex.id,
      position: { x: vertex.kind === 'uplink' ? 0 : 460, y: row * 120 },
      sourcePosition: Position.Right,
      targetPosition: Position.Left,
      className: `loop-node ${vertex.kind} ${inRed ? 'refused' : ''}`,
      data: {
        label: (
          <>
            <span className="flow-node-type">{vertex.kind}</span>
            <strong>{vertex.name}</strong>
            <span className="mono cut">{vertex.topics}</span>
          </>
        ),
      },
    };
  });
  const kind = new globalThis.Map(vertices.map((vertex) => [vertex.id, vertex.kind]));
  const lines = edges.map(({ from, to, via }, i): Edge => {
    const red = refused.has(`${from}→${to}`);
    const colour = red ? 'var(--bad)' : 'var(--line-strong)';
    const back = kind.get(from) === 'downlink';
    return {
      id: String(i),
      source: from,
      target: to,
      label: via,
      type: back ? 'back' : 'default',
      animated: red,
      style: { stroke: colour, strokeWidth: red ? 2.5 : 1.4 },
      labelStyle: red ? { fill: 'var(--bad)', fontWeight: 600 } : undefined,
      markerEnd: { type: MarkerType.ArrowClosed, color: colour },
    };
  });
  return [nodes, lines];
}

function VertexTable(props: { graph: FlowGraph }) {
  return (
    <Card title="Ends" flush>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Kind</th>
              <th scope="col">Topics</th>
              <th scope="col">Cluster</th>
              <th scope="col">Guard</th>
            </tr>
          </thead>
          <tbody>
            {props.graph.vertices.map((vertex) => (
              <tr key={vertex.id}>
                <td>{vertex.name}</td>
                <td>{vertex.kind}</td>
                <td className="mono">{vertex.topics}</td>
                <td className="mono">{vertex.cluster || 'not known yet'}</td>
                <td>
                  {Object.entries(vertex.counters)
                    .filter(([, value]) => value > 0)
                    .map(([name, value]) => `${name} ${count(value)}`)
                    .join(', ') || <span className="quiet">nothing yet</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
