import { type ReactNode, useState } from 'react';
import { href, useRoute } from '../state/route';
import { useLive } from '../state/live';
import { useSession } from '../state/session';
import { OwnPassword } from '../pages/OwnPassword';
import { Icon, type IconName } from './Icon';

const PLACES: [string, string, IconName][] = [
  ['live', 'Live', 'live'],
  ['devices', 'Devices', 'device'],
  ['chains', 'Rule chains', 'chain'],
  ['integrations', 'Integrations', 'integration'],
  ['loops', 'Loop map', 'loop'],
  ['events', 'Events', 'event'],
];

export function Shell(props: { full?: boolean; children: ReactNode }) {
  return (
    <div className="shell">
      <a className="only-readers" href="#content" onClick={focusContent}>
        Skip to content
      </a>
      <Navigation />
      <main id="content" tabIndex={-1} className={props.full ? 'main full' : 'main'}>
        {props.children}
      </main>
    </div>
  );
}

function focusContent(event: { preventDefault(): void }) {
  event.preventDefault();
  document.getElementById('content')?.focus();
}

function Navigation() {
  const { me, tenant, choose, operator, logout } = useSession();
  const [place = 'live'] = useRoute();
  const [password, setPassword] = useState(false);
  const places = operator ? [...PLACES, ['operator', 'Operator', 'operator'] as const] : PLACES;
  return (
    <nav className="nav" aria-label="Main">
      <div className="brand">
        <img src="./mark.svg" width="26" height="26" alt="" />
        Sluice
      </div>
      {places.map(([id, title, icon]) => (
        <a key={id} href={href(id)} aria-current={place === id ? 'page' : undefined}>
          <Icon name={icon} />
          {title}
        </a>
      ))}
      <div className="foot stack tight">
        <div className="row spread">
          <Connection />
          <a className="small-link" href={href('rest')} aria-current={place === 'rest' ? 'page' : undefined}>
            REST
          </a>
        </div>
        {me.tenants.length > 0 && (
          <div>
            <label htmlFor="tenant">Tenant</label>
            <select id="tenant" className="input" value={tenant?.id} onChange={(e) => choose(e.target.value)}>
              {me.tenants.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </div>
        )}
        <div className="row spread">
          <button
            className="button plain small cut grow user-name"
            aria-label={`Change the password of ${me.user.name}`}
            title={`${me.user.name}, ${me.user.role}`}
            onClick={() => setPassword(true)}
          >
            {me.user.name}
          </button>
          <ThemeButton />
          <button className="button plain small" aria-label="Log out" title="Log out" onClick={() => void logout()}>
            <Icon name="out" />
          </button>
        </div>
        {password && <OwnPassword onClose={() => setPassword(false)} />}
      </div>
    </nav>
  );
}

function Connection() {
  const live = useLive();
  return (
    <span role="status" className={live.online ? 'badge good' : 'badge warn'}>
      {live.online ? 'Connected' : 'Connecting…'}
    </span>
  );
}

export function ThemeButton() {
  const [theme, setTheme] = useState(document.documentElement.dataset.theme ?? 'light');
  const other = theme === 'dark' ? 'light' : 'dark';
  const change = () => {
    document.documentElement.dataset.theme = other;
    localStorage.setItem('sluice-theme', other);
    setTheme(other);
    dispatchEvent(new Event('sluice-theme'));
  };
  return (
    <button className="button plain small" aria-label={`Use ${other} colours`} title={`Use ${other} colours`} onClick={change}>
      <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
    </button>
  );
}
