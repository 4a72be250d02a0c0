import { useLive } from '../state/live';
import { href } from '../state/route';
import { dateTime, time } from '../ui/format';

/** What is away or has failed, and since when; nothing while all is well. */
export function Outages() {
  const live = useLive();
  const open = live.incidents.open(live.latest?.owners ?? {});
  return (
    <div role="status" className={open.length === 0 ? 'only-readers' : undefined}>
      {open.length > 0 && (
        <div className="problems outages">
          <div className="row spread">
            <strong>{open.length === 1 ? 'Something needs attention' : `${open.length} things need attention`}</strong>
            <a href={href('events')}>All events</a>
          </div>
          <ul>
            {open.map((one) => (
              <li key={`${one.owner} ${one.text}`} data-outage={one.owner}>
                <strong>{one.ownerName}</strong>: {one.text}
                {one.since && (
                  <span className="quiet" title={dateTime(one.since)}>
                    {' '}
                    (since {time(one.since)}
                    {one.count! > 1 && `, ${one.count} times`})
                  </span>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
