import { useState } from 'react';
import { get, post } from '../api/http';
import type { Integration, IntegrationType } from '../api/types';
import { useEvery, useResource } from '../state/resource';
import { go, href, useRoute } from '../state/route';
import { useLive } from '../state/live';
import { useSession } from '../state/session';
import { count, rate, sumOf } from '../ui/format';
import { Card, Empty, PageHead, Problems, StateBadge, Switch } from '../ui/parts';
import { say, sayError } from '../ui/toast';
import { Sparkline } from '../ui/Sparkline';
import { IntegrationPage } from './IntegrationPage';
import { PeImport } from './PeImport';

export default function Integrations() {
  const [, id, type] = useRoute(); // of a new one its type, else the tab to begin with
  return id ? <IntegrationPage key={id + type} id={id} part={type} /> : <IntegrationList />;
}

function IntegrationList() {
  const { base, writes } = useSession();
  const list = useResource(base, () => get<Integration[]>(`${base}/integrations`));
  const types = useResource(`${base}/types`, () => get<IntegrationType[]>(`${base}/integration-types`));
  const [importing, setImporting] = useState(false);
  useEvery(3000, () => void list.reload());
  return (
    <>
      <PageHead title="Integrations" about="Bring records from Kafka to devices and assets.">
        {writes && (
          <>
            <button className="button" disabled={!types.value?.length} onClick={() => setImporting(true)}>
              Import
            </button>
            {types.value?.map((type) => (
              <button key={type.type} className="button primary" onClick={() => go('integrations', 'new', type.type)}>
                New {type.name}
              </button>
            ))}
          </>
        )}
      </PageHead>
      <Problems problems={[...list.problems, ...types.problems]} />
      <Card flush>
        {list.value?.length === 0 && (
          <Empty>
            {types.value?.length === 0
              ? 'No plugin with integrations is enabled for this tenant. The operator enables plugins.'
              : 'No integration yet.'}
          </Empty>
        )}
        {!!list.value?.length && <Table items={list.value} reload={list.reload} />}
      </Card>
      {importing && <PeImport types={types.value ?? []} onClose={() => setImporting(false)} />}
    </>
  );
}

function Table(props: { items: Integration[]; reload: () => Promise<void> }) {
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">State</th>
            <th scope="col" className="number">
              Rate
            </th>
            <th scope="col" className="number">
              Received
            </th>
            <th scope="col" className="number">
              Lag
            </th>
            <th scope="col" className="number">
              Errors
            </th>
            <th scope="col">Runs</th>
          </tr>
        </thead>
        <tbody>
          {props.items.map((one) => (
            <Row key={one.id} integration={one} reload={props.reload} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row(props: { integration: Integration; reload: () => Promise<void> }) {
  const { base, writes } = useSession();
  const live = useLive();
  const [busy, setBusy] = useState(false);
  const one = props.integration;
  const status = live.latest?.owners[one.id] ?? one.status;
  const lag = sumOf(status?.counters, 'lag', 'lag.records', 'records.lag');
  const toggle = async (on: boolean) => {
    setBusy(true);
    await post(`${base}/integrations/${one.id}/${on ? 'enable' : 'disable'}`)
      .then(() => say(`“${one.name}” is ${on ? 'started' : 'stopped'}.`))
      .catch(sayError);
    await props.reload();
    setBusy(false);
  };
  const failed = sumOf(status?.counters, 'failed');
  return (
    <tr>
      <td>
        <a href={href('integrations', one.id)}>{one.name}</a>
        {Array.isArray(one.config.topics) && <div className="quiet small-text mono cut topics">{one.config.topics.join(', ')}</div>}
      </td>
      <td>
        <StateBadge state={status?.state} />
        {status?.reason && <div className="quiet small-text">{status.reason}</div>}
      </td>
      <td className="number">
        <span className="row rate-cell">
          <Sparkline values={live.rates(['received'], 60, one.id)[1] ?? []} label={`Rate of ${one.name} in the last minute`} />
          {rate(live.rate('received', one.id))}
        </span>
      </td>
      <td className="number">{count(sumOf(status?.counters, 'received'))}</td>
      <td className="number">{count(lag)}</td>
      <td className="number" style={failed ? { color: 'var(--bad)' } : undefined}>
        {failed ? <a href={href('integrations', one.id, 'letters')}>{count(failed)}</a> : 0}
      </td>
      <td>
        <Switch label={`Run ${one.name}`} hideLabel on={one.enabled} disabled={!writes || busy} onChange={(on) => void toggle(on)} />
      </td>
    </tr>
  );
}
