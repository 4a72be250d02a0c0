import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { get, post, whenLoggedOut } from '../api/http';
import type { Me, Tenant } from '../api/types';
import { Live } from './live';

interface Session {
  me: Me;
  tenant: Tenant | null;
  /** `/api/tenants/<id>` of the tenant looked at. */
  base: string;
  choose(tenant: string): void;
  refresh(): Promise<void>;
  logout(): Promise<void>;
  /** Whether the user may change the tenant looked at. */
  writes: boolean;
  operator: boolean;
}

const Context = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) {
    throw new Error('used outside of a session');
  }
  return session;
}

const REMEMBERED = 'sluice-tenant';

/** Knows who is logged in; shows `login` while nobody is. */
export function SessionProvider(props: { login: (done: () => void) => ReactNode; children: ReactNode }) {
  const [me, setMe] = useState<Me | null | undefined>(undefined);
  const [chosen, setChosen] = useState(() => localStorage.getItem(REMEMBERED));

  const refresh = useCallback(async () => {
    try {
      setMe(await get<Me>('/api/me'));
    } catch {
      setMe(null);
    }
  }, []);

  useEffect(() => {
    whenLoggedOut(() => setMe(null));
    void refresh();
  }, [refresh]);

  const session = useMemo<Session | null>(() => {
    if (!me) {
      return null;
    }
    const tenant = me.tenants.find((one) => one.id === chosen) ?? me.tenants[0] ?? null;
    return {
      me,
      tenant,
      base: `/api/tenants/${tenant?.id}`,
      choose(id) {
        localStorage.setItem(REMEMBERED, id);
        setChosen(id);
      },
      refresh,
      async logout() {
        await post('/api/logout').catch(() => null);
        setMe(null);
      },
      writes: me.user.role !== 'viewer',
      operator: me.user.role === 'operator',
    };
  }, [me, chosen, refresh]);

  if (me === undefined) {
    return <p className="centered quiet">Loading…</p>;
  }
  if (!session) {
    return <>{props.login(() => void refresh())}</>;
  }
  return (
    <Context.Provider value={session}>
      <Live key={session.tenant?.id ?? ''}>{props.children}</Live>
    </Context.Provider>
  );
}
