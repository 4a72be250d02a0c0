import { useState } from 'react';
import { get } from '../api/http';
import type { Integration } from '../api/types';
import { useLive } from '../state/live';
import { useResource } from '../state/resource';
import { href } from '../state/route';
import { useSession } from '../state/session';
import { Chart } from '../ui/Chart';
import { count, rate, sumOf } from '../ui/format';
import { Card, PageHead, Segments } from '../ui/parts';
import { EventList } from './EventList';
import { FirstSteps } from './FirstSteps';
import { Outages } from './Outages';

const TILES: [string, string, string, boolean?][] = [
  ['received', 'Received', 'records taken from Kafka'],
  ['decoded', 'Decoded', 'records understood'],
  ['saved', 'Saved', 'values stored'],
  ['produced', 'Produced', 'records written to Kafka'],
  ['failed', 'Failed', 'records that could not be delivered', true],
  ['deadLettered', 'Dead letters', 'records set aside', true],
  ['loop', 'Loops', 'messages stopped by the guard', true],
];

const UP = ['received', 'decoded', 'saved'];
const DOWN = ['messages', 'produced', 'failed'];

export function LivePage() {
  const live = useLive();
  const [seconds, setSeconds] = useState(120);
  const totals = live.latest?.totals ?? {};
  return (
    <>
      <PageHead title="Live" about="What flows now, in both directions.">
        <Segments
          label="Time shown"
          options={[
            [60, '1 min'],
            [120, '2 min'],
            [600, '10 min'],
          ]}
          value={seconds}
          onChange={setSeconds}
        />
      </PageHead>
      <div className="stack">
        <Outages />
        <dl className="tiles" style={{ margin: 0 }}>
          {TILES.map(([name, title, about, bad]) => (
            <div key={name} className={bad && totals[name] ? 'tile alert' : 'tile'} title={about}>
              <dt>{title}</dt>
              <dd data-counter={name}>
                {count(totals[name] ?? 0)}
                <span className="rate">{rate(live.rate(name))}</span>
              </dd>
            </div>
          ))}
        </dl>
        {live.latest && !totals.received && !totals.produced && <FirstSteps />}
        <div className="columns">
          <RateCard title="Uplink: Kafka to devices" names={UP} seconds={seconds} first={1} />
          <RateCard title="Downlink: rule chains to Kafka" names={DOWN} seconds={seconds} first={3} />
        </div>
        <SetAside />
        <Card title="Newest events" side={<a href={href('events')}>All events</a>} flush>
          <EventList events={live.events.filter((event) => event.kind !== 'debug').slice(0, 8)} />
        </Card>
      </div>
    </>
  );
}

/** Integrations with dead letters, and the way to them. */
function SetAside() {
  const live = useLive();
  const { base } = useSession();
  const some = !!live.latest?.totals.deadLettered;
  const list = useResource(`${base}/set-aside/${some}`, () => (some ? get<Integration[]>(`${base}/integrations`) : Promise.resolve([])));
  const found = (list.value ?? [])
    .map((one) => ({ ...one, letters: sumOf(live.latest?.owners[one.id]?.counters, 'dead.lettered') }))
    .filter((one) => one.letters > 0);
  if (found.length === 0) {
    return null;
  }
  return (
    <Card title="Dead letters">
      <ul className="plain-list">
        {found.map((one) => (
          <li key={one.id} className="row spread">
            <span>
              <strong>{one.name}</strong> set {one.letters === 1 ? 'one record' : `${count(one.letters)} records`} aside since it started.
            </span>
            <a className="button small" href={href('integrations', one.id, 'letters')}>
              Look at them and re-drive
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function RateCard(props: { title: string; names: string[]; seconds: number; first: number }) {
  const live = useLive();
  return (
    <Card title={props.title} side={<span className="small-text quiet">per second</span>}>
      <Chart
        label={`${props.title}, per second`}
        series={props.names.map((label, i) => ({ label, colour: props.first + i }))}
        data={live.rates(props.names, props.seconds)}
      />
    </Card>
  );
}
