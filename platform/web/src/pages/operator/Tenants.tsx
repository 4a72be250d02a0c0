import { type FormEvent, useState } from 'react';
import { get, post, problemsOf, put, remove } from '../../api/http';
import type { Plugin, Problem, Tenant } from '../../api/types';
import { useResource } from '../../state/resource';
import { useSession } from '../../state/session';
import { dateTime } from '../../ui/format';
import { Card, Empty, Problems, Switch } from '../../ui/parts';
import { say, sayError } from '../../ui/toast';

/** Tenants, and which plugins each of them has. */
export function Tenants() {
  const { me, refresh } = useSession();
  return (
    <div className="stack">
      <NewTenant done={refresh} />
      {me.tenants.length === 0 && <Empty>No tenant yet.</Empty>}
      {me.tenants.map((tenant) => (
        <TenantCard key={tenant.id} tenant={tenant} />
      ))}
    </div>
  );
}

function NewTenant(props: { done: () => Promise<void> }) {
  const [problems, setProblems] = useState<Problem[]>([]);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    try {
      const made = await post<Tenant>('/api/tenants', { name: new FormData(form).get('name') });
      form.reset();
      setProblems([]);
      say(`Tenant “${made.name}” is made.`);
      await props.done();
    } catch (error) {
      setProblems(problemsOf(error));
    }
  };
  return (
    <Card title="New tenant">
      <form className="row" onSubmit={(event) => void submit(event)}>
        <input className="input" style={{ width: 260 }} name="name" aria-label="Name of the new tenant" placeholder="Name" required />
        <button className="button primary">Make</button>
      </form>
      <Problems problems={problems} />
    </Card>
  );
}

function TenantCard(props: { tenant: Tenant }) {
  const { refresh } = useSession();
  const at = `/api/tenants/${props.tenant.id}`;
  const plugins = useResource(at, () => get<Plugin[]>(`${at}/plugins`));
  const toggle = (plugin: Plugin, enabled: boolean) =>
    void put(`${at}/plugins/${plugin.id}`, { enabled })
      .then(() => {
        say(`${plugin.id} is ${enabled ? 'enabled' : 'disabled'} for “${props.tenant.name}”.`);
        return plugins.reload();
      })
      .catch(sayError);
  const gone = () =>
    confirm(`Delete the tenant “${props.tenant.name}” with everything in it?`) &&
    void remove(at)
      .then(() => {
        say(`Tenant “${props.tenant.name}” is gone.`);
        return refresh();
      })
      .catch(sayError);
  return (
    <Card
      title={props.tenant.name}
      side={
        <div className="row">
          <span className="quiet small-text">since {dateTime(props.tenant.created)}</span>
          <button className="button small danger" aria-label={`Delete tenant ${props.tenant.name}`} onClick={gone}>
            Delete
          </button>
        </div>
      }
    >
      <Problems problems={plugins.problems} />
      {plugins.value?.length === 0 && <p className="quiet">No plugin jar is in the plugins directory.</p>}
      <div className="stack tight">
        {plugins.value?.map((plugin) => (
          <div key={plugin.id} className="row spread">
            <div className="grow">
              <strong>{plugin.id}</strong> <span className="quiet">{plugin.version}</span>
              <div className="quiet small-text">
                {plugin.description} {[...plugin.nodes, ...plugin.integrations].join(', ')}
              </div>
            </div>
            <Switch label={`Enable ${plugin.id} for ${props.tenant.name}`} hideLabel on={!!plugin.enabled} onChange={(on) => toggle(plugin, on)} />
          </div>
        ))}
      </div>
    </Card>
  );
}
