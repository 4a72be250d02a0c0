import { useCallback, useEffect, useState } from 'react';
import { get, post, problemsOf, put } from '../api/http';
import type { Chain, ChainDocument, NodeType, Problem } from '../api/types';
import { href, useGo } from '../state/route';
import { useResource } from '../state/resource';
import { useSession } from '../state/session';
import { Icon } from '../ui/Icon';
import { Problems } from '../ui/parts';
import { say } from '../ui/toast';
import { ChainEditor } from './ChainEditor';
import { describe, EMPTY, stored } from './document';
import { exportFile, ImportButton } from './transfer';
import { useHistory } from './history';

const NEW: Chain = { id: 'new', name: 'New rule chain', root: false, version: 0, document: EMPTY, status: {} };

export function ChainPage(props: { id: string }) {
  const { base } = useSession();
  const chain = useResource(`${base}/${props.id}`, () =>
    props.id === 'new' ? Promise.resolve(NEW) : get<Chain>(`${base}/rule-chains/${props.id}`),
  );
  const types = useResource(base, () => get<NodeType[]>(`${base}/node-types`));
  if (!chain.value || !types.value) {
    return (
      <div className="main">
        <Problems problems={[...chain.problems, ...types.problems]} />
        {chain.problems.length === 0 && <p className="quiet">Loading…</p>}
      </div>
    );
  }
  return <Workbench key={props.id} chain={chain.value} types={types.value} />;
}

/** The chain being edited, its toolbar and what is wrong with it. */
function Workbench(props: { chain: Chain; types: NodeType[] }) {
  const { base, writes } = useSession();
  const go = useGo();
  const [chain, setChain] = useState(props.chain);
  const [name, setName] = useState(chain.name);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [busy, setBusy] = useState(false);
  const [loaded, setLoaded] = useState(0);
  const history = useHistory(chain.document);
  const document = history.value;
  const changed = document !== chain.document || name !== chain.name;
  const body = { name, version: chain.version, document: stored(document) };
  const fresh = chain.id === 'new';

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      setProblems(problemsOf(error));
    }
    setBusy(false);
  };

  // What was wrong with a node is out of date once the node is changed.
  const change = useCallback(
    (next: ChainDocument, about = '') => {
      history.change(next, about);
      setProblems((before) => before.filter((problem) => !touches(problem, document, next)));
    },
    [history.change, document],
  );

  const validate = () =>
    attempt(async () => {
      const found = await post<{ problems: Problem[] }>(`${base}/rule-chains/validate`, body);
      setProblems(found.problems);
      if (found.problems.length === 0) {
        say('The rule chain is valid.');
      }
    });

  const save = () =>
    attempt(async () => {
      const saved = await (fresh ? post<Chain>(`${base}/rule-chains`, body) : put<Chain>(`${base}/rule-chains/${chain.id}`, body));
      setProblems([]);
      setChain(saved);
      history.reset(saved.document);
      say(`“${saved.name}” is saved and runs.`);
      if (fresh) {
        go('chains', saved.id);
      }
    });

  useShortcuts({ save: () => writes && changed && !busy && void save(), undo: history.undo, redo: history.redo });
  useLeaveWarning(changed);

  return (
    <div className="workbench">
      <h1 className="only-readers">Rule chain {name}</h1>
      <div className="toolbar" role="toolbar" aria-label="Rule chain">
        <a className="button plain small" href={href('chains')}>
          ‹ Rule chains
        </a>
        <input className="input chain-name" aria-label="Name of the rule chain" value={name} disabled={!writes} onChange={(e) => setName(e.target.value)} />
        {chain.root && <span className="badge info">root</span>}
        {changed && <span className="badge warn">not saved</span>}
        <span className="grow" />
        <button className="button plain small" aria-label="Undo" title="Undo (Ctrl+Z)" disabled={!history.canUndo} onClick={history.undo}>
          <Icon name="undo" />
        </button>
        <button className="button plain small" aria-label="Redo" title="Redo (Ctrl+Y)" disabled={!history.canRedo} onClick={history.redo}>
          <Icon name="redo" />
        </button>
        <ImportButton
          disabled={!writes}
          onImport={(imported) => {
            setName(imported.name || name);
            history.change(imported.document);
            setProblems(imported.problems);
            setLoaded(loaded + 1);
          }}
        />
        <button className="button small" onClick={() => exportFile(name, document)}>
          Export
        </button>
        <button className="button small" disabled={busy} onClick={() => void validate()}>
          Validate
        </button>
        <button className="button small primary" disabled={!writes || !changed || busy} onClick={() => void save()}>
          {busy ? 'Working…' : 'Save'}
        </button>
      </div>
      {problems.length > 0 && (
        <div className="problem-bar">
          <Problems
            title={problems.length === 1 ? 'One problem' : `${problems.length} problems`}
            problems={problems.map((problem) => ({ ...problem, path: problem.path && describe(document, problem) }))}
          />
          <button className="button plain small" aria-label="Hide problems" onClick={() => setProblems([])}>
            <Icon name="close" />
          </button>
        </div>
      )}
      <ChainEditor key={loaded} document={document} types={props.types} problems={problems} disabled={!writes} onChange={change} />
    </div>
  );
}

function touches(problem: Problem, before: ChainDocument, after: ChainDocument): boolean {
  const match = /(?:^|\.)nodes\[(\d+)\]/.exec(problem.path);
  const node = match && before.nodes[Number(match[1])];
  return !node || !after.nodes.includes(node);
}

function useShortcuts(actions: { save: () => void; undo: () => void; redo: () => void }) {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!event.ctrlKey && !event.metaKey) {
        return;
      }
      const key = event.key.toLowerCase();
      const typing = (event.target as HTMLElement).closest('input, textarea, .cm-editor');
      const action =
        key === 's' ? actions.save : typing ? null : key === 'y' || (key === 'z' && event.shiftKey) ? actions.redo : key === 'z' ? actions.undo : null;
      if (action) {
        event.preventDefault();
        action();
      }
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  });
}

function useLeaveWarning(changed: boolean) {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => changed && event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [changed]);
}
