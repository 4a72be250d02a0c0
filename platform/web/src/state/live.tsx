import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { get } from '../api/http';
import type { Counters, HostEvent } from '../api/types';
import { LiveStore } from './live-store';
import { useSession } from './session';

const Context = createContext<LiveStore>(new LiveStore());

/** Keeps one stream of the tenant's counters and events open, with a history for charts. */
export function Live(props: { children: ReactNode }) {
  const { base, tenant } = useSession();
  const [store] = useState(() => new LiveStore());
  useEffect(() => {
    if (!tenant) {
      return;
    }
    const stream = new EventSource(`${base}/live`);
    stream.addEventListener('counters', (message) => store.counters(JSON.parse(message.data) as Counters));
    stream.addEventListener('event', (message) => store.event(JSON.parse(message.data) as HostEvent));
    stream.onopen = () => store.connected(true);
    stream.onerror = () => store.connected(false);
    const load = (query: string, done: (events: HostEvent[]) => void) =>
      get<HostEvent[]>(`${base}/events?${query}`)
        .then(done)
        .catch(() => null); // The stream shows what comes; the error itself is shown where it is asked for.
    void load('limit=200', (events) => store.earlier(events));
    void load('kind=alarm&limit=1000', (events) => store.remember(events));
    void load('kind=lifecycle&limit=1000', (events) => store.remember(events));
    return () => stream.close();
  }, [base, tenant, store]);
  return <Context.Provider value={store}>{props.children}</Context.Provider>;
}

/** The live data; the component is drawn anew once per second. */
export function useLive(): LiveStore {
  const store = useContext(Context);
  useSyncExternalStore(store.subscribe, store.version);
  return store;
}

export interface LivePoint {
  key: string;
  ts: number;
  value: unknown;
}

/** Calls back with every new point of one entity. */
export function useTelemetry(entity: string, onPoints: (points: LivePoint[]) => void) {
  const { base } = useSession();
  const callback = useRef(onPoints);
  callback.current = onPoints;
  useEffect(() => {
    const stream = new EventSource(`${base}/live?entity=${entity}`);
    stream.addEventListener('telemetry', (message) => {
      const data = JSON.parse(message.data) as { entity: string; points: LivePoint[] };
      if (data.entity === entity) {
        callback.current(data.points);
      }
    });
    return () => stream.close();
  }, [base, entity]);
}
