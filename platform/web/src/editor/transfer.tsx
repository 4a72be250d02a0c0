import { useState } from 'react';
import { post } from '../api/http';
import type { ChainDocument, Problem } from '../api/types';
import { useSession } from '../state/session';
import { parseObject } from '../pages/foreign';
import { ImportDialog } from '../ui/ImportDialog';
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
  const { base } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button className="button small" disabled={props.disabled} onClick={() => setOpen(true)}>
        Import
      </button>
      {open && (
        <ImportDialog
          title="Import a rule chain"
          about="A file exported here, or a rule chain exported from ThingsBoard."
          documents={[{ file: 'File', text: 'Rule chain as JSON' }]}
          onClose={() => setOpen(false)}
          onImport={async ([text]) => {
            props.onImport(await read(text!, base));
            setOpen(false);
          }}
        />
      )}
    </>
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
  const json = parseObject(text, 'the rule chain') as Partial<ImportedChain> & Partial<ChainDocument>;
  const own = json.document ?? (json.firstNode !== undefined && json.nodes ? (json as ChainDocument) : null);
  const chain = own ? { name: json.name ?? '', document: own, problems: [] } : named(json, await post<ImportedChain>(`${base}/rule-chains/convert`, json));
  const placed = chain.document.nodes.some((node) => node.x || node.y);
  return { ...chain, document: placed ? chain.document : arrange(chain.document) };
}
