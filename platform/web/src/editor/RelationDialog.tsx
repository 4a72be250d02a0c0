import { useState } from 'react';
import { Modal } from '../ui/parts';

/** Asks on which outcomes a message goes from one node to the other. */
export function RelationDialog(props: {
  from: string;
  to: string;
  relations: string[];
  chosen: string[];
  warning?: string;
  onDone: (relations: string[]) => void;
  onClose: () => void;
}) {
  const [chosen, setChosen] = useState(props.chosen);
  const [own, setOwn] = useState('');
  const all = [...new Set([...props.relations, ...props.chosen])];
  const toggle = (relation: string) =>
    setChosen(chosen.includes(relation) ? chosen.filter((one) => one !== relation) : [...chosen, relation]);
  const done = () => props.onDone(own.trim() ? [...new Set([...chosen, own.trim()])] : chosen);
  return (
    <Modal
      title={`${props.from} → ${props.to}`}
      onClose={props.onClose}
      footer={
        <>
          <button className="button" onClick={props.onClose}>
            Cancel
          </button>
          <button className="button primary" onClick={done}>
            {props.chosen.length > 0 && chosen.length === 0 && !own.trim() ? 'Disconnect' : 'Connect'}
          </button>
        </>
      }
    >
      <div className="stack tight">
        {props.warning && <p className="problems warn">{props.warning}</p>}
        <p id="relations">A message goes this way when it ends with:</p>
        <div role="group" aria-labelledby="relations" className="row">
          {all.map((relation) => (
            <label key={relation} className="row relation">
              <input type="checkbox" data-relation={relation} checked={chosen.includes(relation)} onChange={() => toggle(relation)} />
              {relation}
            </label>
          ))}
        </div>
        <div>
          <label htmlFor="own-relation">Another relation</label>
          <input id="own-relation" className="input" value={own} onChange={(e) => setOwn(e.target.value)} onKeyDown={(e) => e.key === 'Enter' && done()} />
        </div>
      </div>
    </Modal>
  );
}
