import { useState } from 'react';
import { problemsOf } from '../api/http';
import type { IntegrationType, Problem } from '../api/types';
import { FileInput } from '../editor/transfer';
import { go } from '../state/route';
import { useSession } from '../state/session';
import { Code } from '../ui/Code';
import { Modal, Problems } from '../ui/parts';
import { keepDraft } from './draft';
import { readForeign } from './foreign';

/** Takes an integration, its converter, or both, as ThingsBoard PE exports them. */
export function PeImport(props: { types: IntegrationType[]; onClose: () => void }) {
  const { base } = useSession();
  const [integration, setIntegration] = useState('');
  const [converter, setConverter] = useState('');
  const [problems, setProblems] = useState<Problem[]>([]);
  const type = props.types[0]!;
  const done = async () => {
    try {
      const draft = await readForeign(base, type, integration, converter);
      keepDraft(draft);
      go('integrations', 'new', draft.type);
    } catch (error) {
      setProblems(problemsOf(error));
    }
  };
  return (
    <Modal
      title="Import an integration"
      wide
      onClose={props.onClose}
      footer={
        <>
          <button className="button" onClick={props.onClose}>
            Cancel
          </button>
          <button className="button primary" disabled={!integration.trim() && !converter.trim()} onClick={() => void done()}>
            Import
          </button>
        </>
      }
    >
      <div className="stack">
        <p className="quiet">An integration exported here or from ThingsBoard PE, and its uplink converter; a converter alone begins a new integration with its script. Nothing is saved until you save.</p>
        <FileInput label="Integration" onText={setIntegration} />
        <Code label="Integration as JSON" language="json" value={integration} onChange={setIntegration} />
        <FileInput label="Uplink converter" onText={setConverter} />
        <Code label="Converter as JSON" language="json" value={converter} onChange={setConverter} />
        <Problems problems={problems} />
      </div>
    </Modal>
  );
}
