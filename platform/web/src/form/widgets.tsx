import type { WidgetProps } from '@rjsf/utils';
import type { Schema } from '@sluice/forms';
import { useState } from 'react';
import { Code } from '../ui/Code';

const helpOf = (props: WidgetProps) => (props.schema.description ? `${props.id}-help` : undefined);
const wrong = (props: WidgetProps) => (props.rawErrors?.length ? true : undefined);

/** A text, a number, a duration, a size, a secret or code: what the hints say. */
export function TextWidget(props: WidgetProps) {
  const schema = props.schema as Schema;
  // While typed in, a field shows what was typed: an emptied one would else jump back to its default.
  const [typed, setTyped] = useState<string | null>(null);
  const change = (text: string) => {
    setTyped(text);
    props.onChange(text === '' ? undefined : text);
  };
  if (schema['x-editor'] === 'script') {
    return (
      <Code id={props.id} label={props.label} language="script" value={props.value ?? ''} readOnly={props.disabled} onChange={change} />
    );
  }
  const common = {
    id: props.id,
    className: 'input',
    value: typed ?? props.value ?? '',
    onBlur: () => setTyped(null),
    disabled: props.disabled || props.readonly,
    'aria-invalid': wrong(props),
    'aria-describedby': helpOf(props),
    'aria-label': props.hideLabel ? props.label : undefined,
  };
  if (schema['x-editor'] === 'multiline') {
    return <textarea {...common} rows={4} onChange={(e) => change(e.target.value)} />;
  }
  const number = schema.type === 'integer' || schema.type === 'number';
  return (
    <input
      {...common}
      type={schema['x-secret'] ? 'password' : 'text'}
      inputMode={number ? 'decimal' : undefined}
      autoComplete={schema['x-secret'] ? 'new-password' : 'off'}
      spellCheck={false}
      placeholder={schema.default === undefined ? undefined : String(schema.default)}
      onChange={(e) => change(e.target.value)}
    />
  );
}

export function SelectWidget(props: WidgetProps) {
  const options = props.options.enumOptions ?? [];
  return (
    <select
      id={props.id}
      className="input"
      value={options.findIndex((option) => option.value === props.value)}
      disabled={props.disabled || props.readonly}
      aria-invalid={wrong(props)}
      aria-describedby={helpOf(props)}
      aria-label={props.hideLabel ? props.label : undefined}
      onChange={(e) => props.onChange(options[Number(e.target.value)]?.value)}
    >
      {!props.required && <option value={-1} />}
      {options.map((option, i) => (
        <option key={i} value={i}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

export function CheckboxWidget(props: WidgetProps) {
  return (
    <label className="switch" htmlFor={props.id}>
      <input
        id={props.id}
        type="checkbox"
        role="switch"
        checked={props.value === true}
        disabled={props.disabled || props.readonly}
        aria-describedby={helpOf(props)}
        onChange={(e) => props.onChange(e.target.checked)}
      />
      <span>{props.label}</span>
    </label>
  );
}
