import type { Status } from '../api/types';
import { DebugButton } from '../editor/NodeDrawer';
import { useLive } from '../state/live';
import { Chart } from '../ui/Chart';
import { CounterTable } from '../ui/CounterTable';
import { count, rate, routesOf, sumOf } from '../ui/format';
import { Card } from '../ui/parts';
import { EventList } from './EventList';

const SECONDS = 120;
const RATES = ['received', 'delivered', 'failed'];

/** How one integration is doing: figures, rates, lag, events with payloads. */
export function IntegrationStatus(props: { id: string; status: Status | undefined }) {
  const live = useLive();
  const counters = props.status?.counters;
  const routes = routesOf(counters);
  const failed = sumOf(counters, 'failed');
  const letters = sumOf(counters, 'dead.lettered');
  const tiles: [string, string, boolean?][] = [
    ['Received', count(sumOf(counters, 'received'))],
    ['Rate', rate(live.rate('received', props.id))],
    ['Lag', count(sumOf(counters, 'lag'))],
    ['Failed', count(failed), failed > 0],
    ['Dead letters', count(letters), letters > 0],
  ];
  return (
    <div className="stack">
      <dl className="tiles" style={{ margin: 0 }}>
        {tiles.map(([title, text, bad]) => (
          <div key={title} className={bad ? 'tile alert' : 'tile'}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <div className="columns">
        <Card title="Records" side={<span className="small-text quiet">per second</span>}>
          <Chart
            label="Records of this integration per second"
            series={RATES.map((label, i) => ({ label, colour: [1, 2, 5][i]! }))}
            data={live.rates(RATES, SECONDS, props.id)}
            height={170}
          />
        </Card>
        <Card title="Lag" side={<span className="small-text quiet">records not read yet</span>}>
          <Chart label="Lag of this integration" series={[{ label: 'lag', colour: 3 }]} data={live.values('lag', SECONDS, props.id)} height={170} />
        </Card>
      </div>
      {routes.length > 0 && (
        <Card title="Routes" side={<span className="small-text quiet">records whose filter matched</span>} flush>
          <table aria-label="Routes">
            <tbody>
              {routes.map(([name, matched]) => (
                <tr key={name}>
                  <td>{name}</td>
                  <td className="number">{matched > 0 ? count(matched) : 'never matched: see the route’s filter'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
      )}
      <Card title="Events" side={<DebugButton owner={props.id} until={props.status?.debugUntil ?? null} />} flush>
        <EventList events={live.events.filter((event) => event.owner === props.id).slice(0, 100)} />
      </Card>
      <details className="card body">
        <summary>All counters</summary>
        <CounterTable counters={counters ?? {}} />
      </details>
    </div>
  );
}
