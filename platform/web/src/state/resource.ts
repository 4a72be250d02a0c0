import { useCallback, useEffect, useRef, useState } from 'react';
import { problemsOf } from '../api/http';
import type { Problem } from '../api/types';

export interface Resource<T> {
  value: T | undefined;
  problems: Problem[];
  reload: () => Promise<void>;
  set: (value: T) => void;
}

/** Loads when the component appears and whenever `key` changes; answers that come late are dropped. */
export function useResource<T>(key: string, load: () => Promise<T>): Resource<T> {
  const [state, setState] = useState<{ value?: T; problems: Problem[] }>({ problems: [] });
  const current = useRef(key);
  const loader = useRef(load);
  current.current = key;
  loader.current = load;
  const reload = useCallback(async () => {
    const mine = current.current;
    try {
      const value = await loader.current();
      if (mine === current.current) {
        setState({ value, problems: [] });
      }
    } catch (error) {
      if (mine === current.current) {
        setState((before) => ({ ...before, problems: problemsOf(error) }));
      }
    }
  }, []);
  useEffect(() => {
    setState({ problems: [] });
    void reload();
  }, [key, reload]);
  const set = useCallback((value: T) => setState({ value, problems: [] }), []);
  return { value: state.value, problems: state.problems, reload, set };
}

/** Calls again and again while the component is shown. */
export function useEvery(milliseconds: number, action: () => void) {
  const latest = useRef(action);
  latest.current = action;
  useEffect(() => {
    const timer = setInterval(() => latest.current(), milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
}
