import { useState } from 'react';
import { post, problemsOf } from '../api/http';
import type { ChainDocument, Problem } from '../api/types';
import { useSession } from '../state/session';
import { Code } from '../ui/Code';
import { Modal, Problems } from '../ui/parts';
import { arrange, stored } from './document';

export interface ImportedChain {
  name: string;
  document: ChainDocument;
  problems: Problem[];
}

/** Saves something as a JSON file on the user's machine. */
export function download(name: string, content: unknown) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }));
  link.download = `${name.replace(/[^\p{L}\p{N}]+/gu, '-')}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

export const exportFile = (name: string, chain: ChainDocument) => download(name, { name, document: stored(chain) });

/** Takes a chain of this editor, or one exported from ThingsBoard. */
export function ImportButton(props: { disabled: boolean; onImport: (chain: ImportedChain) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button className="button small" disabled={props.disabled} onClick={() => setOpen(true)}>
        Import
      </button>
      {open && (
        <ImportDialog
          onClose={() => setOpen(false)}
          onImport={(chain) => {
            props.onImport(chain);
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function ImportDialog(props: { onImport: (chain: ImportedChain) => void; onClose: () => void }) {
  const { base } = useSession();
  const [text, setText] = useState('');
  const [problems, setProblems] = useState<Problem[]>([]);
  const done = async () => {
    try {
      props.onImport(await read(text, base));
    } catch (error) {
      setProblems(problemsOf(error));
    }
  };
  return (
    <Modal
      title="Import a rule chain"
      wide
      onClose={props.onClose}
      footer={
        <>
          <button className="button" onClick={props.onClose}>
            Cancel
          </button>
          <button className="button primary" disabled={!text.trim()} onClick={() => void done()}>
            Import
          </button>
        </>
      }
    >
      <div className="stack">
        <p className="quiet">A file exported here, or a rule chain exported from ThingsBoard. Nothing is saved until you save.</p>
        <FileInput label="File" onText={setText} />
        <Code label="Rule chain as JSON" language="json" value={text} minHeight={220} onChange={setText} />
        <Problems problems={problems} />
      </div>
    </Modal>
  );
}

export function FileInput(props: { label: string; onText: (text: string) => void }) {
  return (
    <label className="row">
      {props.label}
      <input type="file" accept=".json,application/json" onChange={(e) => void e.target.files?.[0]?.text().then(props.onText)} />
    </label>
  );
}

/** ThingsBoard counts its nodes, of which some may be left out here: people know them by name. */
export function named(json: object, chain: ImportedChain): ImportedChain {
  const nodes = (json as { metadata?: { nodes?: { name?: string }[] } }).metadata?.nodes ?? [];
  const problems = chain.problems.map((problem) => {
    const match = /^metadata\.nodes\[(\d+)\]\.?(.*)$/.exec(problem.path);
    const name = match && nodes[Number(match[1])]?.name;
    return name ? { ...problem, path: [name, match[2]].filter(Boolean).join(' › ') } : problem;
  });
  return { ...chain, problems };
}

async function read(text: string, base: string): Promise<ImportedChain> {
  const json = JSON.parse(text) as Partial<ImportedChain> & Partial<ChainDocument>;
  const own = json.document ?? (json.firstNode !== undefined && json.nodes ? (json as ChainDocument) : null);
  const chain = own ? { name: json.name ?? '', document: own, problems: [] } : named(json, await post<ImportedChain>(`${base}/rule-chains/convert`, json));
  const placed = chain.document.nodes.some((node) => node.x || node.y);
  return { ...chain, document: placed ? chain.document : arrange(chain.document) };
}
