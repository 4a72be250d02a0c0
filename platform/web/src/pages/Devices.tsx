import { useState } from 'react';
import { get } from '../api/http';
import type { Entity } from '../api/types';
import { useEvery, useResource } from '../state/resource';
import { href, useRoute } from '../state/route';
import { useSession } from '../state/session';
import { Card, Empty, PageHead, Problems } from '../ui/parts';
import { DevicePage } from './DevicePage';

const PAGE = 50;

export function Devices() {
  const [, id] = useRoute();
  return id ? <DevicePage key={id} id={id} /> : <DeviceList />;
}

function DeviceList() {
  const { base } = useSession();
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState('');
  const [offset, setOffset] = useState(0);
  const query = new URLSearchParams({ limit: String(PAGE), offset: String(offset) });
  if (search) {
    query.set('search', search);
  }
  if (kind) {
    query.set('kind', kind);
  }
  const list = useResource(`${base}?${query}`, () => get<{ items: Entity[]; total: number }>(`${base}/entities?${query}`));
  useEvery(5000, () => void list.reload());
  const total = list.value?.total ?? 0;
  return (
    <>
      <PageHead title="Devices" about={`${total} devices and assets; they are made when their first record arrives.`}>
        <input
          className="input"
          style={{ width: 220 }}
          type="search"
          aria-label="Search by name"
          placeholder="Search by name"
          value={search}
          onChange={(e) => {
            setSearch(e.target.value);
            setOffset(0);
          }}
        />
        <select className="input" style={{ width: 'auto' }} aria-label="Kind" value={kind} onChange={(e) => setKind(e.target.value)}>
          <option value="">Devices and assets</option>
          <option value="device">Devices</option>
          <option value="asset">Assets</option>
        </select>
      </PageHead>
      <Problems problems={list.problems} />
      <Card flush>
        {total === 0 ? <Empty>No device yet. Start an integration, and they appear here.</Empty> : <Table items={list.value!.items} />}
      </Card>
      {total > PAGE && (
        <div className="row" style={{ marginTop: 12 }}>
          <button className="button small" disabled={offset === 0} onClick={() => setOffset(offset - PAGE)}>
            Previous
          </button>
          <span className="quiet number">
            {offset + 1}–{Math.min(offset + PAGE, total)} of {total}
          </span>
          <button className="button small" disabled={offset + PAGE >= total} onClick={() => setOffset(offset + PAGE)}>
            Next
          </button>
        </div>
      )}
    </>
  );
}

function Table(props: { items: Entity[] }) {
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Type</th>
            <th scope="col">Kind</th>
            <th scope="col">Label</th>
            <th scope="col">Customer</th>
          </tr>
        </thead>
        <tbody>
          {props.items.map((one) => (
            <tr key={one.id}>
              <td>
                <a href={href('devices', one.id)}>{one.name}</a>
              </td>
              <td>{one.type}</td>
              <td className="quiet">{one.kind}</td>
              <td>{one.label}</td>
              <td>{one.customer}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
