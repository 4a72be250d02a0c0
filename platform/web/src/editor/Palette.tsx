import { useState } from 'react';
import type { NodeType } from '../api/types';

export const DRAGGED = 'application/x-sluice-node';

/** The nodes that the tenant may use: dragged onto the canvas, or added with Enter. */
export function Palette(props: { types: NodeType[]; disabled: boolean; onAdd: (type: NodeType, byKey: boolean) => void }) {
  const [search, setSearch] = useState('');
  const found = props.types.filter((type) => (type.name + type.type + type.description).toLowerCase().includes(search.toLowerCase()));
  const groups: [string, NodeType[]][] = [
    ['Built in', found.filter((type) => !type.plugin)],
    ['Plugins', found.filter((type) => type.plugin)],
  ];
  return (
    <aside className="palette" aria-label="Nodes">
      <input className="input" type="search" aria-label="Search nodes" placeholder="Search nodes" value={search} onChange={(e) => setSearch(e.target.value)} />
      {groups.map(
        ([title, types]) =>
          types.length > 0 && (
            <section key={title}>
              <h2>{title}</h2>
              {types.map((type) => (
                <button
                  key={type.type}
                  className={type.plugin ? 'palette-item plugin' : 'palette-item'}
                  title={type.description}
                  disabled={props.disabled}
                  draggable={!props.disabled}
                  data-node-type={type.type}
                  onClick={(event) => props.onAdd(type, event.detail === 0)}
                  onDragStart={(event) => {
                    event.dataTransfer.setData(DRAGGED, type.type);
                    event.dataTransfer.effectAllowed = 'copy';
                  }}
                >
                  {type.name}
                </button>
              ))}
            </section>
          ),
      )}
      {!props.types.some((type) => type.plugin) && (
        <p className="quiet small-text">No plugin is enabled for this tenant, so there are no Kafka nodes. The operator enables plugins.</p>
      )}
    </aside>
  );
}
