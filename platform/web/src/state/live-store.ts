import type { Counters, HostEvent, Status } from '../api/types';
import { sumOf } from '../ui/format';
import { Incidents } from './incidents';

const KEPT_SECONDS = 600;
const KEPT_EVENTS = 500;

interface Sample {
  at: number;
  totals: Record<string, number>;
  owners: Record<string, Status>;
}

/** The newest counters, their history and the newest events of one tenant. */
export class LiveStore {
  samples: Sample[] = [];
  events: HostEvent[] = [];
  readonly incidents = new Incidents();
  online = false;
  private changes = 0;
  private readonly listeners = new Set<() => void>();

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  version = () => this.changes;

  get latest(): Sample | undefined {
    return this.samples[this.samples.length - 1];
  }

  counters(counters: Counters) {
    const sample = {
      at: Date.parse(counters.at) / 1000,
      totals: counters.totals,
      owners: counters.owners,
    };
    this.samples = [...this.samples.slice(-KEPT_SECONDS + 1), sample];
    this.online = true;
    this.changed();
  }

  event(event: HostEvent) {
    this.incidents.add(event);
    this.events = [event, ...this.events.slice(0, KEPT_EVENTS - 1)];
    this.changed();
  }

  /** Events of before the stream, of which incidents are known as well. */
  earlier(events: HostEvent[]) {
    this.remember(events);
    const known = new Set(this.events.map((event) => event.id));
    const merged = [...this.events, ...events.filter((event) => !known.has(event.id))];
    this.events = merged.sort((a, b) => b.id - a.id).slice(0, KEPT_EVENTS);
    this.changed();
  }

  /** Alarms and life-cycle events too old to be listed: what they tell of may last. */
  remember(events: HostEvent[]) {
    events.forEach((event) => this.incidents.add(event));
    this.changed();
  }

  connected(online: boolean) {
    if (this.online !== online) {
      this.online = online;
      this.changed();
    }
  }

  /** Per second, over the last seconds; of the totals, or of one owner. */
  rate(name: string, owner?: string, seconds = 5): number {
    const now = this.latest;
    const then = this.samples[Math.max(0, this.samples.length - 1 - seconds)];
    if (!now || !then || now.at <= then.at) {
      return 0;
    }
    const value = (sample: Sample) =>
      owner ? sumOf(sample.owners[owner]?.counters, name) : (sample.totals[name] ?? 0);
    return Math.max(0, (value(now) - value(then)) / (now.at - then.at));
  }

  /** Times and one list of rates per name, for a chart; of the totals, or of one owner. */
  rates(names: string[], seconds: number, owner?: string): number[][] {
    const value = (sample: Sample, name: string) => (owner ? sumOf(sample.owners[owner]?.counters, name) : (sample.totals[name] ?? 0));
    const samples = this.samples.slice(-seconds - 1);
    const columns: number[][] = [samples.slice(1).map((sample) => sample.at)];
    for (const name of names) {
      columns.push(
        samples.slice(1).map((sample, i) => {
          const before = samples[i]!;
          const span = sample.at - before.at || 1;
          return Math.max(0, (value(sample, name) - value(before, name)) / span);
        }),
      );
    }
    return columns;
  }

  /** Times and the values of one counter or gauge of an owner, for a chart. */
  values(name: string, seconds: number, owner: string): number[][] {
    const samples = this.samples.slice(-seconds);
    return [samples.map((sample) => sample.at), samples.map((sample) => sumOf(sample.owners[owner]?.counters, name))];
  }

  private changed() {
    this.changes++;
    this.listeners.forEach((listener) => listener());
  }
}
