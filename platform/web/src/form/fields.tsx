import { ObjectField as PlainObjectField } from './library';
import type { FieldProps } from '@rjsf/utils';
import { fill, parsed, resolve, type Schema, variantOf } from '@sluice/forms';
import type { Json } from '../api/types';
import { Code } from '../ui/Code';
import { Icon } from '../ui/Icon';
import { MapField } from './MapField';
import { isMap } from './maps';
import { useTyped } from './typed';

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

/** Any JSON, as text. */
export function JsonField(props: FieldProps) {
  const [text, setText] = useTyped(props.formData as Json | undefined, jsonText, parsedOrNone);
  const change = (next: string) => {
    setText(next);
    props.onChange(parsedOrNone(next), props.fieldPathId.path);
  };
  const title = (props.schema as Schema).title ?? props.name;
  return <Code id={props.fieldPathId.$id} label={title} language="json" value={text} minHeight={64} readOnly={props.disabled} onChange={change} />;
}

const jsonText = (value: Json | undefined) => (value === undefined ? '' : JSON.stringify(value, null, 2));
const parsedOrNone = (text: string) => (text.trim() === '' ? undefined : parsed(text));
