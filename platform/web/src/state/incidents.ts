import type { HostEvent, StateName, Status } from '../api/types';

/** States whose reason a person wants to read at once. */
export const HINDERED: ReadonlySet<StateName> = new Set<StateName>(['degraded', 'failed', 'refused']);

/** Trouble that lasts: what an owner's newest alarm about it says. */
export interface Trouble {
  owner: string;
  ownerName: string;
  text: string;
  /** Since when, as an ISO time; undefined when only the state tells of it. */
  since?: string;
  /** How often it occurred, when that is known. */
  count?: number;
}

/** The host reminds of what lasts once an hour; what it was silent about for longer has ended unseen. */
const SILENCE = 65 * 60 * 1000;

/**
 * Incidents of one tenant's integrations and nodes, from events in any order. An event tells of one
 * in its details: `incident` (of which kind), `phase` (opened, changed, lasts, resolved), `since`
 * and `count`.
 */
export class Incidents {
  private readonly newest = new Map<string, HostEvent>();
  /** Newest life-cycle event of an owner that is about no incident: its state changed. */
  private readonly changed = new Map<string, number>();
  private readonly names = new Map<string, string>();

  add(event: HostEvent) {
    this.names.set(event.owner, event.ownerName);
    const { incident } = event.details;
    if (incident) {
      const key = `${event.owner} ${incident}`;
      if ((this.newest.get(key)?.id ?? 0) < event.id) {
        this.newest.set(key, event);
      }
    } else if (event.kind === 'lifecycle' && (this.changed.get(event.owner) ?? 0) < event.id) {
      this.changed.set(event.owner, event.id);
    }
  }

  /** What lasts now, the longest first; then owners whose state alone says so. */
  open(owners: Record<string, Status>, now = Date.now()): Trouble[] {
    const told = [...this.newest.values()]
      .filter((event) => this.lasts(event, owners[event.owner], now))
      .map(troubleOf)
      .sort((a, b) => a.since!.localeCompare(b.since!));
    const named = new Set(told.map((one) => one.owner));
    const untold = Object.values(owners)
      .filter(({ owner, state }) => HINDERED.has(state) && !named.has(owner))
      .map(({ owner, state, reason }) => ({ owner, ownerName: this.names.get(owner) ?? owner, text: reason || state }));
    return [...told, ...untold];
  }

  /** A host that was killed told no end: an owner that has been running again since then is well. */
  private lasts(event: HostEvent, status: Status | undefined, now: number) {
    const startedAnew = status?.state === 'running' && (this.changed.get(event.owner) ?? 0) > event.id;
    return event.details.phase !== 'resolved' && !!status && status.state !== 'stopped' && !startedAnew && now - Date.parse(event.at) < SILENCE;
  }
}

function troubleOf(event: HostEvent): Trouble {
  const { since = event.at, count = '1' } = event.details;
  return { owner: event.owner, ownerName: event.ownerName, text: withoutCount(event.text, count, since), since, count: Number(count) };
}

/** The host ends later alarms with how often it occurred and since when, which the page shows itself. */
function withoutCount(text: string, count: string, since: string): string {
  const end = ` (${count === '1' ? 'once' : `${count} times`} since ${since})`;
  return text.endsWith(end) ? text.slice(0, -end.length) : text;
}
