import { useEffect, useRef, useSyncExternalStore } from 'react';

const subscribe = (listener: () => void) => {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
};

/** The parts of the address after `#/`. */
export function useRoute(): string[] {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);
}

export function go(...parts: string[]) {
  location.hash = href(...parts);
}

/** Like {@link go}, but stays when the user has left the component meanwhile. */
export function useGo(): typeof go {
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  return (...parts) => {
    if (shown.current) {
      go(...parts);
    }
  };
}

export const href = (...parts: string[]) => `#/${parts.map(encodeURIComponent).join('/')}`;
