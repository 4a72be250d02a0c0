import { ObjectField as PlainObjectField } from './library';
import type { FieldProps } from '@rjsf/utils';
import { useState } from 'react';
import type { Json, JsonObject } from '../api/types';
import { Code } from '../ui/Code';
import { Icon } from '../ui/Icon';
import { fill, isMap, isObject, resolve, type Schema, variantOf } from './descriptor';

const rootOf = (props: FieldProps) => props.registry.rootSchema as Schema;

/** Where the value stands; the library gives a field with variants a path of its own besides. */
const placeOf = (props: FieldProps) => props.childFieldPathId ?? props.fieldPathId;

/** An object: one of several variants, a map, an optional part, or plain properties. */
export function ObjectField(props: FieldProps) {
  const schema = props.schema as Schema;
  const root = rootOf(props);
  const change = (value: Json | undefined) => props.onChange(value, props.fieldPathId.path);
  if (schema.oneOf) {
    return <VariantField {...props} />;
  }
  if (isMap(schema)) {
    return <MapField {...props} />;
  }
  const isRoot = props.fieldPathId.path.length === 0;
  if (!isRoot && !props.required && props.formData === undefined) {
    return (
      <button type="button" className="button small" disabled={props.disabled} onClick={() => change(fill(schema, {}, root))}>
        <Icon name="plus" size={15} />
        {schema.title ?? props.name}
      </button>
    );
  }
  return (
    <>
      <PlainObjectField {...props} />
      {!isRoot && !props.required && schema.default === undefined && !schema.properties?.type?.const && (
        <button type="button" className="button small plain danger" disabled={props.disabled} onClick={() => change(undefined)}>
          Leave out {schema.title}
        </button>
      )}
    </>
  );
}

/** Chooses one of the variants by name and shows the properties of the chosen one. */
function VariantField(props: FieldProps) {
  const schema = props.schema as Schema;
  const root = rootOf(props);
  const variants = schema.oneOf!.map((one) => resolve(one, root));
  const chosen = variantOf(schema, props.formData as Json, root);
  const mayBeNone = !props.required && schema.default === undefined;
  const choose = (index: number) => {
    const variant = variants[index];
    const value = variant ? fill(variant, { type: variant.properties!.type!.const! }, root) : undefined;
    props.onChange(value, placeOf(props).path);
  };
  return (
    <div className="stack tight">
      <select
        id={placeOf(props).$id}
        className="input"
        aria-label={schema.title ?? props.name}
        value={chosen ? variants.findIndex((one) => one.properties!.type!.const === chosen.properties!.type!.const) : -1}
        disabled={props.disabled}
        onChange={(e) => choose(Number(e.target.value))}
      >
        {(!chosen || mayBeNone) && <option value={-1}>{mayBeNone ? 'None' : 'Choose…'}</option>}
        {variants.map((variant, i) => (
          <option key={i} value={i}>
            {variant.title}
          </option>
        ))}
      </select>
      {chosen && (
        <div className="variant" key={String(chosen.properties!.type!.const)}>
          <PlainObjectField {...props} fieldPathId={placeOf(props)} schema={{ ...chosen, title: undefined, default: undefined } as FieldProps['schema']} />
        </div>
      )}
    </div>
  );
}

/** Pairs of a name and a value. */
function MapField(props: FieldProps) {
  const schema = props.schema as Schema;
  const [rows, setRows] = useState<[string, Json][]>(() => Object.entries(isObject(props.formData) ? props.formData : {}));
  const plain = resolve(schema.additionalProperties as Schema, rootOf(props)).type === 'string';
  const change = (next: [string, Json][]) => {
    setRows(next);
    props.onChange(Object.fromEntries(next.filter(([name]) => name)) as JsonObject, props.fieldPathId.path);
  };
  const set = (at: number, row: [string, Json]) => change(rows.map((one, i) => (i === at ? row : one)));
  return (
    <div className="stack tight" id={props.fieldPathId.$id}>
      {rows.map(([name, value], i) => (
        <div className="pair" key={i}>
          <input className="input mono" aria-label={`Name ${i + 1} of ${schema.title}`} value={name} disabled={props.disabled} onChange={(e) => set(i, [e.target.value, value])} />
          <input
            className="input mono"
            aria-label={`Value of ${name || i + 1}`}
            value={plain && typeof value === 'string' ? value : JSON.stringify(value)}
            disabled={props.disabled}
            onChange={(e) => set(i, [name, plain ? e.target.value : parsed(e.target.value)])}
          />
          <button type="button" className="button plain small" aria-label={`Remove ${name || `pair ${i + 1}`}`} disabled={props.disabled} onClick={() => change(rows.filter((_, at) => at !== i))}>
            <Icon name="close" size={15} />
          </button>
        </div>
      ))}
      <div>
        <button type="button" className="button small" disabled={props.disabled} onClick={() => setRows([...rows, ['', plain ? '' : {}]])}>
          <Icon name="plus" size={15} /> Add a pair
        </button>
      </div>
    </div>
  );
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text; // Not JSON yet: kept as typed, the host says what is wrong with it.
  }
}

/** Any JSON, as text. */
export function JsonField(props: FieldProps) {
  const [text, setText] = useState(() => (props.formData === undefined ? '' : JSON.stringify(props.formData, null, 2)));
  const change = (next: string) => {
    setText(next);
    props.onChange(next.trim() === '' ? undefined : parsed(next), props.fieldPathId.path);
  };
  const title = (props.schema as Schema).title ?? props.name;
  return <Code id={props.fieldPathId.$id} label={title} language="json" value={text} minHeight={64} readOnly={props.disabled} onChange={change} />;
}
