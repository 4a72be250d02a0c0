import { lazy, type ReactNode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/theme.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/pages.css';
import { Devices } from './pages/Devices';
import { LivePage } from './pages/LivePage';
import { Login } from './pages/Login';
import { href, useRoute } from './state/route';
import { SessionProvider, useSession } from './state/session';
import { Boundary } from './ui/Boundary';
import { Empty } from './ui/parts';
import { Shell } from './ui/Shell';
import { Toasts } from './ui/toast';

const Chains = lazy(() => import('./pages/Chains'));
const Integrations = lazy(() => import('./pages/Integrations'));
const Loops = lazy(() => import('./pages/Loops'));
const Events = lazy(() => import('./pages/Events'));
const RestApi = lazy(() => import('./pages/RestApi'));
const Operator = lazy(() => import('./pages/Operator'));

function Page() {
  const { tenant } = useSession();
  const [place = 'live', id] = useRoute();
  const pages: Record<string, ReactNode> = {
    live: <LivePage />,
    devices: <Devices />,
    chains: <Chains />,
    integrations: <Integrations />,
    loops: <Loops />,
    events: <Events />,
    operator: <Operator />,
    rest: <RestApi />,
  };
  const needsTenant = place !== 'operator' && place !== 'rest' && !tenant;
  return (
    <Shell full={place === 'chains' && !!id}>
      <Boundary key={[place, id].join('/')}>
        <Suspense fallback={<p className="quiet">Loading…</p>}>
          {needsTenant ? <Empty>There is no tenant yet. <a href={href('operator')}>The operator's page</a> makes one.</Empty> : (Object.hasOwn(pages, place) ? pages[place] : pages.live)}
        </Suspense>
      </Boundary>
    </Shell>
  );
}

createRoot(document.getElementById('page')!).render(
  <SessionProvider login={(done) => <Login done={done} />}>
    <Page />
    <Toasts />
  </SessionProvider>,
);
