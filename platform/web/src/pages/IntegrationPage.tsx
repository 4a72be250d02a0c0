import { useState } from 'react';
import { get, post, problemsOf, put, remove } from '../api/http';
import type { Chain, Integration, IntegrationType, JsonObject, Problem } from '../api/types';
import { Icon } from '../ui/Icon';
import { download } from '../editor/transfer';
import { closed, ConfigForm, opened } from '../form/ConfigForm';
import { useLive } from '../state/live';
import { useResource } from '../state/resource';
import { href, useGo } from '../state/route';
import { useSession } from '../state/session';
import { Card, PageHead, Problems, StateBadge, Tabs } from '../ui/parts';
import { say, sayError } from '../ui/toast';
import { CheckSteps, useCheck } from './CheckSteps';
import { DeadLetters } from './DeadLetters';
import { takeDraft } from './draft';
import { DryRun } from './DryRun';
import { IntegrationStatus } from './IntegrationStatus';

const TABS = ['configuration', 'decoder', 'status', 'letters'] as const;
type Tab = (typeof TABS)[number];

/** `part` is the type of a new integration, else the tab to begin with. */
export function IntegrationPage(props: { id: string; part?: string }) {
  const { base } = useSession();
  const fresh = props.id === 'new';
  const stored = useResource(`${base}/${props.id}/${props.part}`, () =>
    fresh ? Promise.resolve(blank(props.part!)) : get<Integration>(`${base}/integrations/${props.id}`),
  );
  const types = useResource(base, () => get<IntegrationType[]>(`${base}/integration-types`));
  const chains = useResource(`${base}/chains`, () => get<Chain[]>(`${base}/rule-chains`));
  const type = types.value?.find((one) => one.type === stored.value?.type);
  if (!stored.value || !types.value) {
    return <Problems problems={[...stored.problems, ...types.problems]} />;
  }
  if (!type?.descriptor) {
    return <Problems problems={[{ path: '', text: `The plugin of '${stored.value.type}' is not enabled for this tenant`, remedy: 'ask the operator' }]} />;
  }
  return <Editor key={stored.value.id} begin={TABS.find((tab) => tab === props.part)} stored={stored.value} type={type} descriptor={type.descriptor} chains={chains.value ?? []} />;
}

function blank(type: string): Integration {
  const draft = takeDraft(type);
  return {
    id: 'new',
    name: draft?.name ?? '',
    type,
    version: 0,
    enabled: false,
    ruleChain: null,
    config: draft?.config ?? {},
    status: { owner: '', state: 'stopped', reason: '', counters: {}, debugUntil: null },
  };
}

function Editor(props: { begin?: Tab; stored: Integration; type: IntegrationType; descriptor: JsonObject; chains: Chain[] }) {
  const { base, writes } = useSession();
  const { type, descriptor } = props;
  const go = useGo();
  const [stored, setStored] = useState(props.stored);
  const [name, setName] = useState(stored.name || type.name);
  const [chain, setChain] = useState(stored.ruleChain);
  const [value, setValue] = useState(() => opened(descriptor, stored.config));
  const [problems, setProblems] = useState<Problem[]>([]);
  const trial = useCheck(`${base}/integrations/check`);
  const [tab, setTab] = useState<Tab>(props.begin ?? 'configuration');
  const [busy, setBusy] = useState('');
  const live = useLive();
  const fresh = stored.id === 'new';
  const status = live.latest?.owners[stored.id] ?? stored.status;
  const config = () => closed(descriptor, value);
  const attempt = async (what: string, work: () => Promise<void>) => {
    setBusy(what);
    try {
      await work();
      setProblems([]);
    } catch (error) {
      setProblems(problemsOf(error).map((one) => ({ ...one, path: one.path.replace(/^config\.?/, '') })));
      setTab('configuration');
    }
    setBusy('');
  };
  const save = async () => {
    const body = { name, type: type.type, version: type.version, enabled: stored.enabled, ruleChain: chain, config: config() };
    const saved = await (fresh ? post<Integration>(`${base}/integrations`, body) : put<Integration>(`${base}/integrations/${stored.id}`, body));
    setStored(saved);
    return saved;
  };
  const onSave = () =>
    attempt('save', async () => {
      const saved = await save();
      say(`“${saved.name}” is saved${saved.enabled ? ' and runs' : ''}.`);
      if (fresh) {
        go('integrations', saved.id);
      }
    });
  const onToggle = () =>
    attempt('toggle', async () => {
      const saved = stored.enabled || !writes ? stored : await save();
      const next = await post<Integration>(`${base}/integrations/${saved.id}/${stored.enabled ? 'disable' : 'enable'}`);
      setStored(next);
      say(`“${next.name}” is ${next.enabled ? 'started' : 'stopped'}.`);
      if (fresh) {
        go('integrations', next.id);
      }
    });
  const onCheck = async () => {
    setBusy('check');
    const found = await trial.run({ id: fresh ? undefined : stored.id, type: type.type, config: config() });
    setProblems(found);
    if (found.length > 0) {
      setTab('configuration');
    }
    setBusy('');
  };
  const onDelete = () =>
    confirm(`Delete the integration “${stored.name}”?`) &&
    void remove(`${base}/integrations/${stored.id}`)
      .then(() => go('integrations'))
      .catch(sayError);
  return (
    <>
      <PageHead
        title={fresh ? `New ${type.name}` : stored.name}
        about={
          <>
            <StateBadge state={status?.state} /> {status?.reason}
          </>
        }
      >
        <a className="button plain" href={href('integrations')}>
          All integrations
        </a>
        {!fresh && (
          <button className="button" onClick={() => download(name, { name, type: type.type, version: type.version, config: stored.config })}>
            Export
          </button>
        )}
        {!fresh && writes && (
          <button className="button danger" onClick={onDelete}>
            Delete
          </button>
        )}
        <button className="button" disabled={!writes || !!busy} onClick={() => void onCheck()}>
          {busy === 'check' ? 'Checking…' : 'Check connection'}
        </button>
        <button className="button" disabled={!writes || !!busy} onClick={() => void onSave()}>
          {busy === 'save' ? 'Saving…' : 'Save'}
        </button>
        <button className="button primary" disabled={!writes || !!busy} onClick={() => void onToggle()}>
          {busy === 'toggle' ? 'Working…' : stored.enabled ? 'Stop' : 'Save and start'}
        </button>
      </PageHead>
      <div className="stack">
        <Problems title={problems.length > 1 ? `${problems.length} problems` : undefined} problems={problems} />
        {trial.check && (
          <Card
            title="Connection check"
            side={
              <button className="button plain small" aria-label="Hide the connection check" onClick={trial.clear}>
                <Icon name="close" />
              </button>
            }
          >
            <CheckSteps check={trial.check} />
          </Card>
        )}
        <Tabs<Tab>
          label="Integration"
          tabs={[['configuration', 'Configuration'], ['decoder', 'Try the decoder'], ...(fresh ? [] : ([['status', 'Status and events'], ['letters', 'Dead letters']] as [Tab, string][]))]}
          value={tab}
          onChange={setTab}
        />
        {tab === 'configuration' && (
          <Card>
            <div className="stack">
              <div className="name-row">
                <div>
                  <label htmlFor="integration-name">Name</label>
                  <input id="integration-name" className="input" value={name} disabled={!writes} onChange={(e) => setName(e.target.value)} />
                </div>
                <div>
                  <label htmlFor="integration-chain">Rule chain</label>
                  <select id="integration-chain" className="input" value={chain ?? ''} disabled={!writes} onChange={(e) => setChain(e.target.value || null)}>
                    <option value="">The root chain</option>
                    {props.chains.map((one) => (
                      <option key={one.id} value={one.id}>
                        {one.name}
                      </option>
                    ))}
                  </select>
                </div>
              </div>
              <ConfigForm fieldsOnly descriptor={descriptor} value={value} problems={problems} disabled={!writes} onChange={setValue} />
            </div>
          </Card>
        )}
        {tab === 'decoder' && <DryRun id={fresh ? undefined : stored.id} type={type} config={config} value={value} descriptor={descriptor} onChange={setValue} />}
        {tab === 'status' && <IntegrationStatus id={stored.id} status={status} />}
        {tab === 'letters' && <DeadLetters id={stored.id} />}
      </div>
    </>
  );
}
