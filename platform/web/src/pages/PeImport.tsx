import type { IntegrationType } from '../api/types';
import { go } from '../state/route';
import { useSession } from '../state/session';
import { ImportDialog } from '../ui/ImportDialog';
import { keepDraft } from './draft';
import { readForeign } from './foreign';

/** Takes an integration, its converter, or both, as ThingsBoard PE exports them. */
export function PeImport(props: { types: IntegrationType[]; onClose: () => void }) {
  const { base } = useSession();
  return (
    <ImportDialog
      title="Import an integration"
      about="An integration exported here or from ThingsBoard PE, and its uplink converter; a converter alone begins a new integration with its script."
      documents={[
        { file: 'Integration', text: 'Integration as JSON' },
        { file: 'Uplink converter', text: 'Converter as JSON' },
      ]}
      onClose={props.onClose}
      onImport={async ([integration, converter]) => {
        const draft = await readForeign(base, props.types[0]!, integration!, converter!);
        keepDraft(draft);
        go('integrations', 'new', draft.type);
      }}
    />
  );
}
