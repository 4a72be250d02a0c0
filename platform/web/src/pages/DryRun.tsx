import { useMemo, useState } from 'react';
import { post, problemsOf, put } from '../api/http';
import type { IntegrationType, Json, JsonObject, Problem } from '../api/types';
import { ConfigForm, opened } from '../form/ConfigForm';
import { useSession } from '../state/session';
import { Code } from '../ui/Code';
import { Card, Segments } from '../ui/parts';
import { say, sayError } from '../ui/toast';
import { ConverterImport } from './ConverterImport';

type Form = 'text' | 'base64';

/** Of a key or a header: a text, or bytes that are none. */
type Bytes = string | { base64: string };

interface Input {
  topic?: string;
  partition?: number;
  offset?: number;
  payload?: string | null;
  key?: Bytes | null;
  headers?: { name: string; value: Bytes | null }[];
  error?: string;
  [more: string]: unknown;
}

const EXAMPLE = `{
  "deviceName": "SN-111",
  "deviceType": "thermostat",
  "telemetry": { "temperature": 21.5 }
}`;

function decode(base64: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null; // Not text: shown as base64.
  }
}

/** Decodes one record as production would, delivering nothing; the result stands beside it. */
export function DryRun(props: {
  id?: string;
  type: IntegrationType;
  descriptor: JsonObject;
  value: JsonObject;
  config: () => JsonObject;
  onChange: (value: JsonObject) => void;
}) {
  const { base, writes } = useSession();
  const [payload, setPayload] = useState(EXAMPLE);
  const [form, setForm] = useState<Form>('text');
  const [rest, setRest] = useState<Input>({});
  const [result, setResult] = useState<{ output?: Json; ignored?: Json; error?: Json } | null>(null);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [notice, setNotice] = useState('');
  const [importing, setImporting] = useState(false);
  const [imported, setImported] = useState(0);
  const decoder = useMemo(() => part(props.descriptor, ['decoder', 'routes']), [props.descriptor]);

  const run = async () => {
    const input = { ...rest, ...(form === 'text' ? { text: payload } : { payload: payload.trim() }) };
    try {
      setResult(await post(`${base}/integrations/dry-run`, { id: props.id, type: props.type.type, config: props.config(), input }));
      setProblems([]);
    } catch (error) {
      setResult(null);
      setProblems(problemsOf(error).map((one) => ({ ...one, path: one.path.replace(/^config\.?/, '') })));
    }
  };

  const lastInput = async () => {
    try {
      const inputs = await post<Input[]>(`${base}/integrations/${props.id}/commands/last-inputs`);
      const [newest] = inputs;
      if (!newest) {
        await put(`${base}/debug/${props.id}`, { minutes: 15 });
        setNotice('No record is remembered yet. From now on records are remembered for 15 minutes: press again when one has come.');
        return;
      }
      const { payload: bytes, error: _error, ...others } = newest;
      const text = decode(bytes ?? '');
      setForm(text === null ? 'base64' : 'text');
      setPayload(text ?? bytes ?? '');
      setRest(others);
      setProblems([]);
      setNotice('');
      say(`Record ${others.topic}:${others.partition}:${others.offset} is shown.`);
    } catch (error) {
      sayError(error);
    }
  };

  return (
    <div className="columns dry-run">
      <Card
        title="Decoder"
        side={
          <button className="button small" disabled={!writes} onClick={() => setImporting(true)}>
            Import converter
          </button>
        }
      >
        <ConfigForm key={imported} descriptor={decoder} idPrefix="decoder" value={props.value} problems={problems} disabled={!writes} onChange={(next) => props.onChange({ ...props.value, ...next })} />
      </Card>
      {importing && (
        <ConverterImport
          type={props.type}
          value={props.value}
          onClose={() => setImporting(false)}
          onDone={(next) => {
            props.onChange(opened(props.descriptor, next));
            setImported(imported + 1);
            setImporting(false);
            setResult(null);
          }}
        />
      )}
      <div className="stack">
        <Card
          title="Record"
          side={
            <div className="row">
              <Segments<Form>
                label="Form of the payload"
                options={[
                  ['text', 'Text'],
                  ['base64', 'Base64'],
                ]}
                value={form}
                onChange={setForm}
              />
              {props.id && (
                <button className="button small" onClick={() => void lastInput()}>
                  Last real record
                </button>
              )}
            </div>
          }
        >
          <div className="stack tight">
            {notice && (
              <p className="problems warn" role="status">
                {notice}
              </p>
            )}
            <Code label="Payload" language={form === 'text' ? 'json' : 'text'} value={payload} minHeight={150} onChange={setPayload} />
            <div className="name-row">
              <div>
                <label htmlFor="dry-topic">Topic</label>
                <input id="dry-topic" className="input" value={rest.topic ?? ''} onChange={(e) => setRest({ ...rest, topic: e.target.value || undefined })} />
              </div>
              <div>
                <label htmlFor="dry-key">Key</label>
                <input
                  id="dry-key"
                  className="input"
                  value={typeof rest.key === 'string' ? rest.key : (rest.key?.base64 ?? '')}
                  onChange={(e) => setRest({ ...rest, key: e.target.value || null })}
                />
              </div>
            </div>
            <div>
              <button className="button primary" onClick={() => void run()}>
                Decode
              </button>
            </div>
          </div>
        </Card>
        {result && (
          <Card title="Result" side={<span className={result.error ? 'badge bad' : 'badge good'}>{result.error ? 'cannot be decoded' : 'decoded'}</span>}>
            <pre tabIndex={0} data-result={result.error ? 'error' : 'output'}>
              {shown(result.error ?? result.output ?? `ignored: ${String(result.ignored)}`)}
            </pre>
          </Card>
        )}
      </div>
    </div>
  );
}

const shown = (value: Json) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));

/** The description, with some properties only. */
function part(descriptor: JsonObject, names: string[]): JsonObject {
  const properties = descriptor.properties as JsonObject;
  const chosen = Object.fromEntries(names.filter((name) => name in properties).map((name) => [name, properties[name]!]));
  return { ...descriptor, properties: chosen, required: [] };
}
