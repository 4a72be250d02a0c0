import { isObject } from '@sluice/forms';
import { useState } from 'react';
import type { IntegrationType, JsonObject } from '../api/types';
import { useSession } from '../state/session';
import { ImportDialog } from '../ui/ImportDialog';
import { readConverter } from './foreign';

/** Takes an uplink converter of ThingsBoard PE as the decoder of the integration or of one route. */
export function ConverterImport(props: {
  type: IntegrationType;
  value: JsonObject;
  onDone: (value: JsonObject) => void;
  onClose: () => void;
}) {
  const { base } = useSession();
  const [into, setInto] = useState('');
  const routes = Array.isArray(props.value.routes) ? props.value.routes.filter(isObject) : [];
  return (
    <ImportDialog
      title="Import a converter"
      about="An uplink converter as exported from ThingsBoard PE, with a script in TBEL or JavaScript."
      documents={[{ file: 'Converter', text: 'Converter as JSON' }]}
      onClose={props.onClose}
      onImport={async ([text]) => props.onDone(placed(props.value, routes, into, await readConverter(base, props.type, text!)))}
    >
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
    </ImportDialog>
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
