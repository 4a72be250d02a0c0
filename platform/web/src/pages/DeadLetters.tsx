import { useState } from 'react';
import { post, problemsOf } from '../api/http';
import type { Problem } from '../api/types';
import { useSession } from '../state/session';
import { useResource } from '../state/resource';
import { dateTime } from '../ui/format';
import { Card, Empty, Modal, Problems } from '../ui/parts';
import { say } from '../ui/toast';

interface Letter {
  topic: string;
  partition: number;
  offset: number;
  timestamp?: number;
  key: string | null;
  payload: string | null;
  headers: { name: string; value: string | null }[];
}

const text = (base64: string | null | undefined) => {
  if (base64 == null) {
    return '(none)';
  }
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return new TextDecoder().decode(bytes);
};

const header = (letter: Letter, name: string) => {
  const found = letter.headers.find((one) => one.name === `__connect.errors.${name}`);
  return found ? text(found.value) : '';
};

/** Records that were set aside, why, and the way back. */
export function DeadLetters(props: { id: string }) {
  const { base, writes } = useSession();
  const at = `${base}/integrations/${props.id}/commands`;
  const letters = useResource(at, () => post<{ topic: string; records: Letter[] }>(`${at}/dead-letters`, { limit: 100 }));
  const [open, setOpen] = useState<Letter | null>(null);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [busy, setBusy] = useState(false);
  const redrive = async () => {
    setBusy(true);
    try {
      const done = await post<{ redriven: number }>(`${at}/redrive`, {});
      say(done.redriven === 1 ? 'One record goes through the integration again.' : `${done.redriven} records go through the integration again.`);
      setProblems([]);
      await letters.reload();
    } catch (error) {
      setProblems(problemsOf(error));
    }
    setBusy(false);
  };
  const records = letters.value?.records ?? [];
  return (
    <Card
      title={letters.value ? `Dead letters in ${letters.value.topic}` : 'Dead letters'}
      side={
        <div className="row">
          <button className="button small" onClick={() => void letters.reload()}>
            Look again
          </button>
          <button className="button small primary" disabled={!writes || busy || records.length === 0} onClick={() => void redrive()}>
            {busy ? 'Working…' : 'Re-drive all'}
          </button>
        </div>
      }
      flush
    >
      {[...letters.problems, ...problems].length > 0 && (
        <div className="body">
          <Problems problems={[...letters.problems, ...problems]} />
        </div>
      )}
      {letters.value && records.length === 0 && <Empty>No dead letter. Every record was delivered.</Empty>}
      {records.length > 0 && (
        <div className="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">From</th>
                <th scope="col">Why</th>
                <th scope="col">Payload</th>
              </tr>
            </thead>
            <tbody>
              {records.map((letter) => (
                <tr key={`${letter.partition}:${letter.offset}`}>
                  <td style={{ whiteSpace: 'nowrap' }}>{letter.timestamp ? dateTime(letter.timestamp) : ''}</td>
                  <td className="mono">
                    {header(letter, 'topic')}:{header(letter, 'partition')}:{header(letter, 'offset')}
                  </td>
                  <td>
                    <button className="pick" aria-haspopup="dialog" onClick={() => setOpen(letter)}>
                      {header(letter, 'exception.message') || header(letter, 'exception.class.name')}
                    </button>
                  </td>
                  <td className="mono cut" style={{ maxWidth: 260 }}>
                    {text(letter.payload).slice(0, 120)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {open && (
        <Modal title={`Dead letter at offset ${open.offset}`} wide onClose={() => setOpen(null)}>
          <div className="stack">
            <h3>Payload</h3>
            <pre tabIndex={0}>{text(open.payload)}</pre>
            {open.headers.map((one) => (
              <div key={one.name}>
                <h3>{one.name}</h3>
                <pre tabIndex={0}>{text(one.value)}</pre>
              </div>
            ))}
          </div>
        </Modal>
      )}
    </Card>
  );
}
