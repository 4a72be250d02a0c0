import type {
  ArrayFieldItemTemplateProps,
  ArrayFieldTemplateProps,
  FieldTemplateProps,
  ObjectFieldTemplateProps,
} from '@rjsf/utils';
import { isObject, type Schema, visible } from '@sluice/forms';
import { Icon } from '../ui/Icon';
import { isMap } from './maps';

/** Label, field, what is wrong with it, and what it means. */
export function FieldTemplate(props: FieldTemplateProps) {
  const schema = props.schema as Schema;
  const path = props.fieldPathId.path;
  const item = typeof path[path.length - 1] === 'number';
  if (path.length === 0 || props.hidden) {
    return props.children;
  }
  const part = !!schema.properties && !schema.oneOf;
  const boxed = part || !!schema.oneOf || isMap(schema) || schema.type === 'array';
  return (
    <div className={boxed ? 'field wide' : 'field'} data-field={path.join('.')}>
      {!item && schema.type !== 'boolean' && <Label id={props.id} schema={schema} label={props.label} required={props.required} plain={boxed} />}
      {props.children}
      {props.rawErrors?.map((error, i) => (
        <p key={i} className="field-error" role="alert">
          {error}
        </p>
      ))}
      {schema.description && !item && (
        <p className="field-help" id={`${props.id}-help`}>
          {schema.description} {bounds(schema)}
        </p>
      )}
    </div>
  );
}

function Label(props: { id: string; schema: Schema; label: string; required?: boolean; plain: boolean }) {
  const unit = props.schema['x-unit'];
  const text = (
    <>
      {props.label}
      {unit && <span className="quiet"> ({unit})</span>}
      {props.required && props.schema.default === undefined && <span className="must" title="Required"> *</span>}
    </>
  );
  return props.plain ? <span className="field-label">{text}</span> : <label className="field-label" htmlFor={props.id}>{text}</label>;
}

function bounds(schema: Schema): string {
  const low = schema['x-minimum'] ?? (schema as { minimum?: number }).minimum;
  const high = schema['x-maximum'] ?? (schema as { maximum?: number }).maximum;
  if (low !== undefined && high !== undefined) {
    return `From ${low} to ${high}.`;
  }
  return low !== undefined ? `At least ${low}.` : high !== undefined ? `At most ${high}.` : '';
}

/** Properties under their headings, the advanced ones folded away. */
export function ObjectFieldTemplate(props: ObjectFieldTemplateProps) {
  const schema = props.schema as Schema;
  const values = isObject(props.formData) ? props.formData : {};
  const shown = props.properties.filter(({ name }) => {
    const property = schema.properties?.[name];
    return property?.const === undefined && (!property || visible(property, values));
  });
  const groupOf = (name: string) => schema.properties?.[name]?.['x-group'] ?? '';
  const groups = [...new Set(shown.map(({ name }) => groupOf(name)))];
  const titled = groups.length > 1;
  return (
    <>
      {groups.map((group) => (
        <Group key={group} title={titled ? group : undefined} all={shown.filter(({ name }) => groupOf(name) === group)} schema={schema} />
      ))}
    </>
  );
}

type Properties = ObjectFieldTemplateProps['properties'];

function Group(props: { title?: string; all: Properties; schema: Schema }) {
  const advanced = (name: string) => !!props.schema.properties?.[name]?.['x-advanced'];
  const plain = props.all.filter(({ name }) => !advanced(name));
  const more = props.all.filter(({ name }) => advanced(name));
  const sameTitle = props.all.length === 1 && props.schema.properties?.[props.all[0]!.name]?.title === props.title;
  return (
    <fieldset className="group">
      {props.title && !sameTitle && <legend>{props.title}</legend>}
      {plain.length > 0 && <div className="fields">{plain.map(({ content }) => content)}</div>}
      {more.length > 0 && (
        <details>
          <summary>
            More settings <span className="quiet">({more.length})</span>
          </summary>
          <div className="fields">{more.map(({ content }) => content)}</div>
        </details>
      )}
    </fieldset>
  );
}

export function ArrayFieldTemplate(props: ArrayFieldTemplateProps) {
  return (
    <div className="stack tight">
      {props.items}
      {props.canAdd && (
        <div>
          <button type="button" className="button small" disabled={props.disabled} onClick={props.onAddClick}>
            <Icon name="plus" size={15} /> Add to {props.title}
          </button>
        </div>
      )}
    </div>
  );
}

export function ArrayFieldItemTemplate(props: ArrayFieldItemTemplateProps) {
  const { buttonsProps: buttons, index } = props;
  const button = (icon: 'up' | 'down' | 'close', label: string, action: () => void, off: boolean) => (
    <button type="button" className="button plain small" aria-label={`${label} entry ${index + 1}`} disabled={off || buttons.disabled} onClick={action}>
      <Icon name={icon} size={15} />
    </button>
  );
  const record = !!(props.schema as Schema).properties || !!(props.schema as Schema).oneOf || !!(props.schema as Schema).$ref;
  return (
    <div className={record ? 'item boxed' : 'item'}>
      <div className="grow">
        {record && <div className="item-name">Entry {index + 1}</div>}
        {props.children}
      </div>
      <div className="item-buttons">
        {props.totalItems > 1 && button('up', 'Move up', () => buttons.onMoveUpItem(), !buttons.hasMoveUp)}
        {props.totalItems > 1 && button('down', 'Move down', () => buttons.onMoveDownItem(), !buttons.hasMoveDown)}
        {button('close', 'Remove', () => buttons.onRemoveItem(), !buttons.hasRemove)}
      </div>
    </div>
  );
}
