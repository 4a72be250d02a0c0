import { useState } from 'react';
import { post, problemsOf } from '../api/http';
import type { Problem } from '../api/types';
import { useSession } from '../state/session';
import { useResource } from '../state/resource';
import { dateTime } from '../ui/format';
import { Card, Empty, Modal, Problems } from '../ui/parts';
import { say } from '../ui/toast';

/** A dead letter as the uplink integration tells it; key and payload in base64. */
interface Letter {
  topic: string | null;
  partition: number | null;
  offset: number | null;
  deadLetterPartition: number;
  deadLetterOffset: number;
  timestamp: number;
  stage: string | null;
  exception: string | null;
  error: string | null;
  key: string | null;
  payload: string | null;
}

function text(base64: string | null): string {
  return base64 === null ? '(none)' : new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
}

const records = (n: number) => (n === 1 ? 'One record' : `${n} records`);

/** Records that were set aside, why, and the way back. */
export function DeadLetters(props: { id: string }) {
  const { base, writes } = useSession();
  const at = `${base}/integrations/${props.id}/commands`;
  const found = useResource(at, () => post<{ topic: string; letters: Letter[] }>(`${at}/dead-letters`, {}));
  const [open, setOpen] = useState<Letter | null>(null);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [done, setDone] = useState('');
  const [busy, setBusy] = useState(false);
  const redrive = async () => {
    setBusy(true);
    try {
      const { sent, skipped } = await post<{ sent: number; skipped: number }>(`${at}/redrive`, {});
      setDone(
        `${records(sent)} went back to ${sent === 1 ? 'its topic' : 'their topics'}` +
          (skipped ? `; ${records(skipped).toLowerCase()} came from topics that are no longer read.` : '.'),
      );
      say(`${records(sent)} re-driven.`);
      setProblems([]);
      await found.reload();
    } catch (error) {
      setProblems(problemsOf(error));
    }
    setBusy(false);
  };
  const letters = found.value?.letters ?? [];
  const wrong = [...found.problems, ...problems];
  return (
    <Card
      title="Dead letters"
      side={
        <div className="row">
          <button className="button small" onClick={() => void found.reload()}>
            Look again
          </button>
          <button className="button small primary" disabled={!writes || busy || letters.length === 0} onClick={() => void redrive()}>
            {busy ? 'Working…' : 'Re-drive'}
          </button>
        </div>
      }
      flush
    >
      {found.value && <p className="body mono quiet cut">{found.value.topic}</p>}
      {(wrong.length > 0 || done) && (
        <div className="body stack tight">
          <Problems problems={wrong} />
          {done && (
            <p className="problems good" role="status">
              {done}
            </p>
          )}
        </div>
      )}
      {found.value && letters.length === 0 && <Empty>No dead letter. Every record was delivered.</Empty>}
      {letters.length > 0 && <LetterTable letters={letters} onOpen={setOpen} />}
      {open && (
        <Modal title={`Record ${open.topic}:${open.partition}:${open.offset}`} wide onClose={() => setOpen(null)}>
          <div className="stack">
            <p>{open.error}</p>
            <p className="quiet">
              Failed at stage {open.stage}, with {open.exception}.
            </p>
            <div>
              <h3>Key</h3>
              <pre tabIndex={0}>{text(open.key)}</pre>
            </div>
            <div>
              <h3>Payload</h3>
              <pre tabIndex={0}>{text(open.payload)}</pre>
            </div>
          </div>
        </Modal>
      )}
    </Card>
  );
}

function LetterTable(props: { letters: Letter[]; onOpen: (letter: Letter) => void }) {
  return (
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
          {props.letters.map((letter) => (
            <tr key={`${letter.deadLetterPartition}:${letter.deadLetterOffset}`}>
              <td style={{ whiteSpace: 'nowrap' }}>{dateTime(letter.timestamp)}</td>
              <td className="mono">
                {letter.topic}:{letter.partition}:{letter.offset}
              </td>
              <td>
                <button className="pick" aria-haspopup="dialog" onClick={() => props.onOpen(letter)}>
                  {letter.error ?? letter.exception}
                </button>
              </td>
              <td className="mono cut" style={{ maxWidth: 240 }}>
                {text(letter.payload).slice(0, 120)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
