import { useState } from 'react';
import type { EventKind } from '../api/types';
import { useLive } from '../state/live';
import { Card, PageHead, Segments } from '../ui/parts';
import { EventList } from './EventList';

type Choice = EventKind | 'all';

export default function Events() {
  const live = useLive();
  const [kind, setKind] = useState<Choice>('all');
  const [search, setSearch] = useState('');
  const events = live.events.filter(
    (event) =>
      (kind === 'all' || event.kind === kind) &&
      (event.ownerName + event.text).toLowerCase().includes(search.toLowerCase()),
  );
  return (
    <>
      <PageHead title="Events" about="What happened, newest first. Payloads appear while debugging is on.">
        <input
          className="input"
          style={{ width: 220 }}
          type="search"
          aria-label="Search events"
          placeholder="Search"
          value={search}
          onChange={(e) => setSearch(e.target.value)}
        />
        <Segments<Choice>
          label="Kind of event"
          options={[
            ['all', 'All'],
            ['alarm', 'Alarms'],
            ['error', 'Errors'],
            ['lifecycle', 'Life cycle'],
            ['debug', 'Payloads'],
          ]}
          value={kind}
          onChange={setKind}
        />
      </PageHead>
      <Card flush>
        <EventList events={events} />
      </Card>
    </>
  );
}
