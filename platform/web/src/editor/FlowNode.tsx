import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useLive } from '../state/live';
import { count } from '../ui/format';

export interface FlowNodeData extends Record<string, unknown> {
  name: string;
  typeName: string;
  known: boolean;
  plugin: boolean;
  owner?: string;
  problems: number;
}

export type ChainFlowNode = Node<FlowNodeData, 'chain'>;

/** One node on the canvas. */
export const FlowNode = memo(function FlowNode({ data }: NodeProps<ChainFlowNode>) {
  const kind = data.problems > 0 || !data.known ? 'bad' : data.plugin ? 'plugin' : 'built-in';
  return (
    <div className={`flow-node ${kind}`}>
      <Handle type="target" position={Position.Left} />
      <div className="flow-node-type">{data.typeName}</div>
      <div className="flow-node-name">{data.name}</div>
      {data.problems > 0 && <div className="flow-node-problems">{data.problems === 1 ? '1 problem' : `${data.problems} problems`}</div>}
      {!data.known && <div className="flow-node-problems">not enabled for this tenant</div>}
      {data.owner && <NodeStatus owner={data.owner} />}
      <Handle type="source" position={Position.Right} />
    </div>
  );
});

const COUNTED: [string, string][] = [
  ['success', '✓'],
  ['failure', '✗'],
  ['loop', '↻'],
];

function NodeStatus(props: { owner: string }) {
  const status = useLive().latest?.owners[props.owner];
  if (!status) {
    return null;
  }
  const sums = COUNTED.map(([name, sign]) => [name, sign, status.counters[name] ?? 0] as const).filter(([, , n]) => n > 0);
  return (
    <div className="flow-node-status" title={status.reason || status.state}>
      <i className={`dot ${status.state}`} /> {status.state}
      {sums.map(([name, sign, n]) => (
        <span key={name} className={`number ${name}`}>
          {sign} {count(n)}
        </span>
      ))}
    </div>
  );
}

/** Where messages enter the chain. */
export const InputNode = memo(function InputNode() {
  return (
    <div className="flow-node input-node">
      <div className="flow-node-name">Input</div>
      <Handle type="source" position={Position.Right} />
    </div>
  );
});
