import { useState } from 'react';
import { post, problemsOf } from '../api/http';
import type { IntegrationType, JsonObject, Problem } from '../api/types';
import { FileInput } from '../editor/transfer';
import { go } from '../state/route';
import { useSession } from '../state/session';
import { Code } from '../ui/Code';
import { Modal, Problems } from '../ui/parts';
import { keepDraft } from './draft';

/** Takes an integration, and optionally its converter, as ThingsBoard PE exports them. */
export function PeImport(props: { types: IntegrationType[]; onClose: () => void }) {
  const { base } = useSession();
  const [integration, setIntegration] = useState('');
  const [converter, setConverter] = useState('');
  const [problems, setProblems] = useState<Problem[]>([]);
  const type = props.types[0]!;
  const done = async () => {
    try {
      const config = JSON.parse(integration) as JsonObject;
      if (converter.trim()) {
        config.converter = JSON.parse(converter) as JsonObject;
      }
      const mapped = await post<{ name: string; type: string; config: JsonObject }>(`${base}/integrations/convert`, { type: type.type, config });
      keepDraft(mapped);
      go('integrations', 'new', mapped.type);
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
          <button className="button primary" disabled={!integration.trim()} onClick={() => void done()}>
            Import
          </button>
        </>
      }
    >
      <div className="stack">
        <p className="quiet">As exported from ThingsBoard PE. Nothing is saved until you save.</p>
        <FileInput label="Integration" onText={setIntegration} />
        <Code label="Integration as JSON" language="json" value={integration} onChange={setIntegration} />
        <FileInput label="Uplink converter (optional)" onText={setConverter} />
        <Code label="Converter as JSON" language="json" value={converter} onChange={setConverter} />
        <Problems problems={problems} />
      </div>
    </Modal>
  );
}
