import { useEffect, useMemo, useState } from 'react';
import { get } from '../api/http';
import { useEvery, useResource } from '../state/resource';
import type { LivePoint } from '../state/live';
import { Chart } from '../ui/Chart';
import { Card, Empty, Problems, Segments } from '../ui/parts';
import { align, append, type Points } from './telemetry';

const RANGES: [number, string][] = [
  [300_000, '5 min'],
  [3_600_000, '1 h'],
  [86_400_000, '1 day'],
  [604_800_000, '7 days'],
];
const MOST_POINTS = 5000;

/** Telemetry of some keys over a range that ends now; new points are added as they arrive. */
export function TelemetryChart(props: { at: string; keys: string[]; fresh: LivePoint[] }) {
  const [range, setRange] = useState(300_000);
  const keys = props.keys.join(',');
  const stored = useResource(`${props.at}?${keys}&${range}`, () => load(props.at, keys, range));
  const [added, setAdded] = useState<Points>(new Map());
  const [now, setNow] = useState(Date.now());
  useEvery(1000, () => setNow(Date.now()));
  useEffect(() => setAdded(new Map()), [stored.value]);
  useEffect(() => setAdded((before) => append(before, props.fresh)), [props.fresh]);
  const data = useMemo(
    () => align(props.keys, stored.value ?? new Map(), added, now - range),
    [keys, stored.value, added, now, range],
  );
  return (
    <Card title="Telemetry" side={<Segments label="Time shown" options={RANGES} value={range} onChange={setRange} />}>
      <Problems problems={stored.problems} />
      {props.keys.length === 0 ? (
        <Empty>Choose keys with numbers on the left.</Empty>
      ) : (
        <Chart
          label={`Telemetry of ${keys}`}
          series={props.keys.map((label, i) => ({ label, colour: i + 1 }))}
          data={data}
          height={340}
        />
      )}
    </Card>
  );
}

async function load(at: string, keys: string, range: number): Promise<Points> {
  if (!keys) {
    return new Map();
  }
  const from = Date.now() - range;
  const query = new URLSearchParams({ keys, from: String(from), limit: String(MOST_POINTS) });
  return new Map(Object.entries(await get<Record<string, [number, unknown][]>>(`${at}/telemetry?${query}`)));
}
