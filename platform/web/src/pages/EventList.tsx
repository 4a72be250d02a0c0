import { useState } from 'react';
import type { HostEvent } from '../api/types';
import { time, dateTime } from '../ui/format';
import { Empty, KindBadge, Modal } from '../ui/parts';

/** Events, newest first; one opens with its details. */
export function EventList(props: { events: HostEvent[] }) {
  const [open, setOpen] = useState<HostEvent | null>(null);
  if (props.events.length === 0) {
    return <Empty>Nothing has happened yet.</Empty>;
  }
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Kind</th>
            <th scope="col">Of</th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody>
          {props.events.map((event) => (
            <tr key={event.id}>
              <td className="number" style={{ textAlign: 'left', whiteSpace: 'nowrap' }} title={dateTime(event.at)}>
                {time(event.at)}
              </td>
              <td>
                <KindBadge kind={event.kind} />
              </td>
              <td className="cut" style={{ maxWidth: 160 }}>
                {event.ownerName}
              </td>
              <td>
                <button className="pick" onClick={() => setOpen(event)} aria-haspopup="dialog">
                  {event.text}
                  {payloadOf(event) && <span className="payload mono cut">{payloadOf(event)}</span>}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {open && <EventDialog event={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

function EventDialog(props: { event: HostEvent; onClose: () => void }) {
  const { event } = props;
  return (
    <Modal title={`${event.ownerName}, ${dateTime(event.at)}`} wide onClose={props.onClose}>
      <div className="stack">
        <p>
          <KindBadge kind={event.kind} /> {event.text}
        </p>
        {Object.entries(event.details).map(([name, value]) => (
          <div key={name}>
            <h3>{name}</h3>
            <pre tabIndex={0}>{pretty(value)}</pre>
          </div>
        ))}
      </div>
    </Modal>
  );
}

/** What a record or message held, when the event tells it. */
const payloadOf = (event: HostEvent) => (event.kind === 'debug' ? (event.details.payload ?? event.details.data)?.slice(0, 300) : undefined);

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text; // Not JSON: shown as it is.
  }
}
