import { useState } from 'react';
import { problemsOf } from '../api/http';
import type { IntegrationType, JsonObject, Problem } from '../api/types';
import { FileInput } from '../editor/transfer';
import { isObject } from '../form/descriptor';
import { useSession } from '../state/session';
import { Code } from '../ui/Code';
import { Modal, Problems } from '../ui/parts';
import { readConverter } from './foreign';

/** Takes an uplink converter of ThingsBoard PE as the decoder of the integration or of one route. */
export function ConverterImport(props: {
  type: IntegrationType;
  value: JsonObject;
  onDone: (value: JsonObject) => void;
  onClose: () => void;
}) {
  const { base } = useSession();
  const [text, setText] = useState('');
  const [into, setInto] = useState('');
  const [problems, setProblems] = useState<Problem[]>([]);
  const routes = Array.isArray(props.value.routes) ? props.value.routes.filter(isObject) : [];
  const done = async () => {
    try {
      const decoder = await readConverter(base, props.type, text);
      props.onDone(placed(props.value, routes, into, decoder));
    } catch (error) {
      setProblems(problemsOf(error));
    }
  };
  return (
    <Modal
      title="Import a converter"
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
        <p className="quiet">An uplink converter as exported from ThingsBoard PE, with a script in TBEL or JavaScript. Nothing is saved until you save.</p>
        <FileInput label="Converter" onText={setText} />
        <Code label="Converter as JSON" language="json" value={text} minHeight={200} onChange={setText} />
        <div>
          <label htmlFor="converter-into">Use it as</label>
          <select id="converter-into" className="input" value={into} onChange={(e) => setInto(e.target.value)}>
            <option value="">Decoder of the integration</option>
            {routes.map((route, i) => (
              <option key={i} value={i}>
                Decoder of route {typeof route.name === 'string' && route.name ? `“${route.name}”` : i + 1}
              </option>
            ))}
            <option value="new">Decoder of a new route</option>
          </select>
        </div>
        <Problems problems={problems} />
      </div>
    </Modal>
  );
}

export function placed(value: JsonObject, routes: JsonObject[], into: string, decoder: JsonObject): JsonObject {
  if (into === '') {
    return { ...value, decoder };
  }
  return {
    ...value,
    routes: into === 'new' ? [...routes, { decoder }] : routes.map((route, i) => (String(i) === into ? { ...route, decoder } : route)),
  };
}
