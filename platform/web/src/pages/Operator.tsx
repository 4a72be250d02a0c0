import { useState } from 'react';
import { useSession } from '../state/session';
import { Empty, PageHead, Tabs } from '../ui/parts';
import { Plugins } from './operator/Plugins';
import { Tenants } from './operator/Tenants';
import { Users } from './operator/Users';

type Tab = 'tenants' | 'users' | 'plugins';

export default function Operator() {
  const { operator } = useSession();
  const [tab, setTab] = useState<Tab>('tenants');
  if (!operator) {
    return <Empty>Only an operator sees this.</Empty>;
  }
  return (
    <>
      <PageHead title="Operator" about="Who may use what, and within which limits." />
      <div className="stack">
        <Tabs<Tab>
          label="Operator"
          tabs={[
            ['tenants', 'Tenants and plugins'],
            ['users', 'Users'],
            ['plugins', 'Limits and policies'],
          ]}
          value={tab}
          onChange={setTab}
        />
        {tab === 'tenants' && <Tenants />}
        {tab === 'users' && <Users />}
        {tab === 'plugins' && <Plugins />}
      </div>
    </>
  );
}
