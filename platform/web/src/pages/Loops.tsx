import { useState } from 'react';
import { get, getText } from '../api/http';
import type { FlowGraph } from '../api/types';
import { useEvery, useResource } from '../state/resource';
import { useSession } from '../state/session';
import { count } from '../ui/format';
import { Card, Empty, PageHead, Problems, Switch } from '../ui/parts';

const VERDICT_BOX = { refused: '', warned: 'warn', allowed: 'good' } as const;
const VERDICT_TONE = { refused: 'bad', warned: 'warn', allowed: 'good' } as const;

/** Where data can go, and where it would go round. */
export default function Loops() {
  const { base, operator } = useSession();
  const [all, setAll] = useState(false);
  const path = all ? '/api/loops' : `${base}/loops`;
  const loaded = useResource(path, () => Promise.all([get<FlowGraph>(path), getText(`${path}?format=svg`)]));
  useEvery(5000, () => void loaded.reload());
  const [map, drawing] = loaded.value ?? [];
  return (
    <>
      <PageHead title="Loop map" about="Uplinks, downlinks and the topics between them. A circle that the guard refuses is red.">
        {operator && <Switch label="All tenants" on={all} onChange={setAll} />}
      </PageHead>
      <div className="stack">
        <Problems problems={loaded.problems} />
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
          {map?.vertices.length === 0 && <Empty>Nothing runs that reads from Kafka or writes to it.</Empty>}
          {drawing && map!.vertices.length > 0 && <Drawing svg={drawing} />}
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

/** The host's own drawing, which the command line writes as well; the host escapes every name in it. */
function Drawing(props: { svg: string }) {
  return <div className="loop-map" role="img" aria-label="Loop map; the table below holds the same in words" tabIndex={0} dangerouslySetInnerHTML={{ __html: props.svg }} />;
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
