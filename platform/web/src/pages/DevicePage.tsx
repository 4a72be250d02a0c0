import { useState } from 'react';
import { get } from '../api/http';
import type { Entity, Value } from '../api/types';
import { useEvery, useResource } from '../state/resource';
import { href } from '../state/route';
import { type LivePoint, useTelemetry } from '../state/live';
import { useSession } from '../state/session';
import { ago, dateTime, valueText } from '../ui/format';
import { Card, Empty, PageHead, Problems, Tabs } from '../ui/parts';
import { TelemetryChart } from './TelemetryChart';
import { merge, newer, type Newest } from './telemetry';

const MOST_KEYS = 500;

export function DevicePage(props: { id: string }) {
  const { base } = useSession();
  const at = `${base}/entities/${props.id}`;
  const entity = useResource(at, () => get<Entity>(at));
  const [tab, setTab] = useState<'telemetry' | 'attributes'>('telemetry');
  const one = entity.value;
  return (
    <>
      <PageHead
        title={one?.name ?? '…'}
        about={one && [one.kind, one.type, one.label, one.customer && `customer ${one.customer}`].filter(Boolean).join(' · ')}
      >
        <a className="button" href={href('devices')}>
          All devices
        </a>
      </PageHead>
      <Problems problems={entity.problems} />
      <div className="stack">
        <Tabs
          label="Device"
          tabs={[
            ['telemetry', 'Telemetry'],
            ['attributes', 'Attributes'],
          ]}
          value={tab}
          onChange={setTab}
        />
        {tab === 'telemetry' ? <Telemetry id={props.id} at={at} /> : <Attributes at={at} />}
      </div>
    </>
  );
}

function Telemetry(props: { id: string; at: string }) {
  const [search, setSearch] = useState('');
  const path = keysPath(`${props.at}/latest`, search);
  const latest = useResource(path, () => get<Value[]>(path));
  const [live, setLive] = useState<Newest>(new Map());
  const [chosen, setChosen] = useState<string[] | null>(null);
  const [fresh, setFresh] = useState<LivePoint[]>([]);
  useTelemetry(props.id, (points) => {
    setFresh(points);
    setLive((before) => newer(before, points));
  });
  const values = merge(latest.value ?? [], live, search, MOST_KEYS);
  const numeric = values.filter((value) => typeof value.value === 'number').map((value) => value.key);
  const shown = chosen ?? numeric.slice(0, 1);
  const toggle = (key: string) => setChosen(shown.includes(key) ? shown.filter((one) => one !== key) : [...shown, key].slice(-6));
  return (
    <div className="device-page">
      <Card title="Latest values" flush>
        <Problems problems={latest.problems} />
        <KeySearch shown={values.length} search={search} onChange={setSearch} />
        <LatestValues values={values} shown={shown} toggle={toggle} />
      </Card>
      <TelemetryChart at={props.at} keys={shown} fresh={fresh} />
    </div>
  );
}

function keysPath(path: string, search: string): string {
  return `${path}?${new URLSearchParams({ search, limit: String(MOST_KEYS) })}`;
}

/** A filter, once there are more keys than are shown. */
function KeySearch(props: { shown: number; search: string; onChange: (search: string) => void }) {
  if (props.shown < MOST_KEYS && props.search === '') {
    return null;
  }
  return (
    <label className="row" style={{ padding: 8 }}>
      {props.shown < MOST_KEYS ? 'Filter' : `The first ${MOST_KEYS} keys; filter`}
      <input type="search" value={props.search} onChange={(event) => props.onChange(event.target.value)} />
    </label>
  );
}

function LatestValues(props: { values: Value[]; shown: string[]; toggle: (key: string) => void }) {
  const [, setTick] = useState(0);
  useEvery(1000, () => setTick((tick) => tick + 1));
  if (props.values.length === 0) {
    return <Empty>No telemetry yet.</Empty>;
  }
  return (
    <div className="scroll" style={{ maxHeight: 'calc(100vh - 240px)' }}>
      <table>
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col" className="number">
              Value
            </th>
            <th scope="col" className="number">
              When
            </th>
          </tr>
        </thead>
        <tbody>
          {props.values.map((value) => (
            <tr key={value.key} data-key={value.key}>
              <td>
                {typeof value.value === 'number' ? (
                  <label className="row" style={{ flexWrap: 'nowrap' }}>
                    <input type="checkbox" checked={props.shown.includes(value.key)} onChange={() => props.toggle(value.key)} />
                    {value.key}
                  </label>
                ) : (
                  value.key
                )}
              </td>
              <td className="number mono" title={valueText(value.value)}>
                <span className="cut" style={{ display: 'inline-block', maxWidth: 120, verticalAlign: 'bottom' }}>
                  {valueText(value.value)}
                </span>
              </td>
              <td className="number quiet small-text" style={{ whiteSpace: 'nowrap' }} title={dateTime(value.ts)}>
                {ago(value.ts)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Attributes(props: { at: string }) {
  const [search, setSearch] = useState('');
  const path = keysPath(`${props.at}/attributes`, search);
  const attributes = useResource(path, () => get<Value[]>(path));
  useEvery(5000, () => void attributes.reload());
  return (
    <Card title="Attributes" flush>
      <Problems problems={attributes.problems} />
      <KeySearch shown={attributes.value?.length ?? 0} search={search} onChange={setSearch} />
      {attributes.value?.length === 0 && <Empty>No attributes.</Empty>}
      {!!attributes.value?.length && (
        <table>
          <thead>
            <tr>
              <th scope="col">Key</th>
              <th scope="col">Value</th>
              <th scope="col">Changed</th>
            </tr>
          </thead>
          <tbody>
            {attributes.value.map((one) => (
              <tr key={one.key}>
                <td>{one.key}</td>
                <td className="mono">{valueText(one.value)}</td>
                <td className="quiet">{dateTime(one.ts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
