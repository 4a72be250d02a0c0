import { useEffect, useMemo, useRef, useState } from 'react';
import { put } from '../api/http';
import type { ChainDocument, ChainNode, JsonObject, NodeType, Problem } from '../api/types';
import { closed, ConfigForm, opened } from '../form/ConfigForm';
import { CheckSteps, useCheck } from '../pages/CheckSteps';
import { EventList } from '../pages/EventList';
import { useLive } from '../state/live';
import { useSession } from '../state/session';
import { CounterTable } from '../ui/CounterTable';
import { Icon } from '../ui/Icon';
import { StateBadge, Tabs } from '../ui/parts';
import { say, sayError } from '../ui/toast';

type Tab = 'settings' | 'connections' | 'status';

interface Props {
  document: ChainDocument;
  node: ChainNode;
  type: NodeType | undefined;
  problems: Problem[];
  disabled: boolean;
  /** Whether it was opened with a key, so that the focus moves into it. */
  byKey: boolean;
  onRename: (name: string) => void;
  onConfig: (config: JsonObject) => void;
  onFirst: () => void;
  onConnect: (to: string) => void;
  onRemove: () => void;
  onClose: () => void;
}

/** Everything about the chosen node. */
export function NodeDrawer(props: Props) {
  const [tab, setTab] = useState<Tab>('settings');
  const { node, type, byKey } = props;
  const drawer = useRef<HTMLElement>(null);
  useEffect(() => {
    if (byKey) {
      drawer.current?.focus();
    }
  }, [byKey]);
  return (
    <aside
      ref={drawer}
      className="drawer"
      tabIndex={-1}
      aria-label={`Node ${node.name}`}
      onKeyDown={(e) => e.key === 'Escape' && !(e.target as HTMLElement).closest('dialog') && props.onClose()}
    >
      <header className="row spread">
        <div className="grow">
          <div className="quiet small-text">{type?.name ?? node.type}</div>
          <input className="input title-input" aria-label="Name of the node" value={node.name} disabled={props.disabled} onChange={(e) => props.onRename(e.target.value)} />
        </div>
        <button className="button plain small" aria-label="Close" onClick={props.onClose}>
          <Icon name="close" />
        </button>
      </header>
      <Tabs<Tab>
        label="Node"
        tabs={[
          ['settings', 'Settings'],
          ['connections', 'Connections'],
          ['status', 'Status'],
        ]}
        value={tab}
        onChange={setTab}
      />
      <div className="drawer-body">
        {tab === 'settings' && <Settings {...props} />}
        {tab === 'connections' && <Connections {...props} />}
        {tab === 'status' && <NodeStatusTab node={node} />}
      </div>
      <footer className="row">
        <button className="button small" disabled={props.disabled || props.document.firstNode === node.id} onClick={props.onFirst}>
          Make first
        </button>
        <button className="button small danger" disabled={props.disabled} onClick={props.onRemove}>
          <Icon name="trash" size={15} /> Remove
        </button>
      </footer>
    </aside>
  );
}

function Settings(props: Props) {
  const { base } = useSession();
  const { node, type } = props;
  const trial = useCheck(`${base}/nodes/check`);
  const [found, setFound] = useState<Problem[]>([]);
  const busy = !!trial.check?.running;
  const descriptor = type?.descriptor;
  const value = useMemo(() => descriptor && opened(descriptor, node.config), [descriptor, node.config]);
  if (!descriptor || !value) {
    return <pre tabIndex={0}>{JSON.stringify(node.config, null, 2)}</pre>;
  }
  const check = async () => setFound(await trial.run({ id: node.owner, type: node.type, config: node.config }));
  return (
    <div className="stack">
      <p className="quiet">{type.description}</p>
      {type.plugin && (
        <div className="stack tight">
          <div>
            <button className="button small" disabled={busy} onClick={() => void check()}>
              <Icon name="check" size={15} /> {busy ? 'Checking…' : 'Check connection'}
            </button>
          </div>
          {trial.check && <CheckSteps check={trial.check} />}
        </div>
      )}
      <ConfigForm
        key={node.id}
        idPrefix={node.id}
        descriptor={descriptor}
        value={value}
        problems={[...props.problems, ...found]}
        disabled={props.disabled}
        onChange={(next) => props.onConfig(closed(descriptor, next))}
      />
    </div>
  );
}

function Connections(props: Props) {
  const { document, node } = props;
  const name = (id: string) => document.nodes.find((one) => one.id === id)?.name ?? id;
  const out = [...new Set(document.connections.filter((one) => one.from === node.id).map((one) => one.to))];
  const others = document.nodes.filter((one) => one.id !== node.id && !out.includes(one.id));
  const [to, setTo] = useState('');
  const target = others.some((one) => one.id === to) ? to : '';
  return (
    <div className="stack">
      {out.length === 0 && <p className="quiet">Messages end here.</p>}
      {out.map((to) => (
        <div key={to} className="row spread">
          <span className="grow">
            <strong>{name(to)}</strong>
            <br />
            <span className="quiet">
              on{' '}
              {document.connections
                .filter((one) => one.from === node.id && one.to === to)
                .map((one) => one.relation)
                .join(', ')}
            </span>
          </span>
          <button className="button small" disabled={props.disabled} onClick={() => props.onConnect(to)}>
            Change
          </button>
        </div>
      ))}
      {others.length > 0 && (
        <div>
          <label htmlFor="connect-to">Connect to</label>
          <div className="row" style={{ flexWrap: 'nowrap' }}>
            <select id="connect-to" className="input" value={target} disabled={props.disabled} onChange={(e) => setTo(e.target.value)}>
              <option value="">Choose a node…</option>
              {others.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
            <button className="button connect" disabled={props.disabled || !target} onClick={() => props.onConnect(target)}>
              Connect…
            </button>
          </div>
        </div>
      )}
    </div>
  );
}

function NodeStatusTab(props: { node: ChainNode }) {
  const live = useLive();
  const { owner } = props.node;
  const status = owner ? live.latest?.owners[owner] : undefined;
  if (!owner || !status) {
    return <p className="quiet">This node has not been saved yet.</p>;
  }
  return (
    <div className="stack">
      <div className="row">
        <StateBadge state={status.state} /> {status.reason}
      </div>
      <CounterTable counters={status.counters} />
      <DebugButton owner={owner} until={status.debugUntil} />
      <EventList events={live.events.filter((event) => event.owner === owner).slice(0, 30)} />
    </div>
  );
}

export function DebugButton(props: { owner: string; until: string | null }) {
  const { base, writes } = useSession();
  const on = !!props.until && Date.parse(props.until) > Date.now();
  const change = () =>
    put(`${base}/debug/${props.owner}`, { minutes: on ? 0 : 15 })
      .then(() => say(on ? 'Payloads are no longer shown.' : 'Payloads are shown among the events for 15 minutes.'))
      .catch(sayError);
  return (
    <button className="button small" aria-pressed={on} disabled={!writes} onClick={() => void change()}>
      {on ? 'Stop showing payloads' : 'Show payloads for 15 minutes'}
    </button>
  );
}
