import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { HINDERED } from '../state/incidents';
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

/** Sums of the host's counters by outcome; every relation that is neither of the two below went well. */
export function outcomes(counters: Record<string, number>): { good: number; Failure: number; Loop: number } {
  const sums = { good: 0, Failure: 0, Loop: 0 };
  for (const [name, value] of Object.entries(counters)) {
    const relation = /^node\.out\{relation=(.*)\}$/.exec(name)?.[1];
    if (relation !== undefined) {
      sums[relation === 'Failure' || relation === 'Loop' ? relation : 'good'] += value;
    }
  }
  return sums;
}

const COUNTED = [
  ['good', '✓', 'went on'],
  ['Failure', '✗', 'failed'],
  ['Loop', '↻', 'stopped as loops'],
] as const;

function NodeStatus(props: { owner: string }) {
  const status = useLive().latest?.owners[props.owner];
  if (!status) {
    return null;
  }
  const sums = outcomes(status.counters);
  return (
    <div className="flow-node-status" title={status.reason || status.state}>
      <i className={`dot ${status.state}`} /> {status.state}
      {HINDERED.has(status.state) && status.reason && <span className="flow-node-reason cut">{status.reason}</span>}
      {COUNTED.filter(([name]) => sums[name] > 0).map(([name, sign, words]) => (
        <span key={name} className={`number ${name}`} title={`${count(sums[name])} messages ${words}`}>
          {sign} {count(sums[name])}
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
