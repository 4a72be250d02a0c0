import type { FieldProps } from '@rjsf/utils';
import { type ErrorTree, errorsOfPair, lost, mapOf, type Pair, pairsOf, resolve, type Schema } from '@sluice/forms';
import type { Json } from '../api/types';
import { Icon } from '../ui/Icon';
import { useTyped } from './typed';

/** Pairs of a name and a value. */
export function MapField(props: FieldProps) {
  const schema = props.schema as Schema;
  const item = resolve(schema.additionalProperties as Schema, props.registry.rootSchema as Schema);
  const plain = item.type === 'string';
  const errors = props.errorSchema as ErrorTree | undefined;
  const [rows, setRows] = useTyped(
    props.formData as Json | undefined,
    (value) => pairsOf(value, plain),
    (typed) => mapOf(typed, plain),
  );
  const change = (next: Pair[]) => {
    setRows(next);
    props.onChange(mapOf(next, plain), props.fieldPathId.path);
  };
  const set = (at: number, part: Partial<Pair>) => change(rows.map((row, i) => (i === at ? { ...row, ...part } : row)));
  return (
    <div className="stack tight" id={props.fieldPathId.$id}>
      {rows.map(({ name, text }, i) => (
        <div key={i}>
          <div className="pair">
            <input className="input mono" aria-label={`Name ${i + 1} of ${schema.title}`} value={name} disabled={props.disabled} onChange={(e) => set(i, { name: e.target.value })} />
            <input
              className="input mono"
              type={item['x-secret'] ? 'password' : 'text'}
              autoComplete={item['x-secret'] ? 'new-password' : 'off'}
              aria-label={`Value of ${name || i + 1}`}
              value={text}
              disabled={props.disabled}
              onChange={(e) => set(i, { text: e.target.value })}
            />
            <button type="button" className="button plain small" aria-label={`Remove ${name || `pair ${i + 1}`}`} disabled={props.disabled} onClick={() => change(rows.filter((_, at) => at !== i))}>
              <Icon name="close" size={15} />
            </button>
          </div>
          {[...hints(rows, i), ...(name ? errorsOfPair(errors, name) : [])].map((text, n) => (
            <p key={n} className="field-error" role="alert">
              {text}
            </p>
          ))}
        </div>
      ))}
      <div>
        <button type="button" className="button small" disabled={props.disabled} onClick={() => setRows([...rows, { name: '', text: plain ? '' : '{}' }])}>
          <Icon name="plus" size={15} /> Add a pair
        </button>
      </div>
    </div>
  );
}

/** What would not be stored as it stands. */
function hints(rows: Pair[], at: number): string[] {
  const why = lost(rows, at);
  if (!why) {
    return [];
  }
  return why === 'nameless' ? ['has no name yet and is not kept'] : [`“${rows[at]!.name}” stands here twice; the last one counts`];
}
