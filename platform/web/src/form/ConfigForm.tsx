import Form from '@rjsf/core/lib/components/Form.js';
import type { ErrorSchema, RJSFSchema, ValidatorType } from '@rjsf/utils';
import { errorTree, fill, isObject, prune, resolve, type Schema, steps } from '@sluice/forms';
import { useMemo } from 'react';
import type { Json, JsonObject, Problem } from '../api/types';
import { Problems } from '../ui/parts';
import { JsonField, ObjectField } from './fields';
import { ArrayFieldItemTemplate, ArrayFieldTemplate, FieldTemplate, ObjectFieldTemplate } from './templates';
import { CheckboxWidget, SelectWidget, TextWidget } from './widgets';
import './form.css';

/** The host validates; the library only asks which variant a value is of. */
const validator: ValidatorType = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({ errors: [] }),
  isValid(schema, value, root) {
    const { properties } = resolve(schema as Schema, root as Schema);
    const type = properties?.type?.const;
    return type === undefined || (isObject(value) && value.type === type);
  },
};

const templates = { FieldTemplate, ObjectFieldTemplate, ArrayFieldTemplate, ArrayFieldItemTemplate };
const fields = { ObjectField, FallbackField: JsonField, OneOfField: () => null };
const widgets = { TextWidget, SelectWidget, CheckboxWidget };
const uiSchema = { 'ui:submitButtonOptions': { norender: true } };

/** The value with every default, for editing. */
export const opened = (descriptor: JsonObject, config: JsonObject): JsonObject =>
  fill(descriptor as Schema, config, descriptor as Schema) as JsonObject;

/** The value as it is stored. */
export const closed = (descriptor: JsonObject, value: JsonObject): JsonObject =>
  prune(descriptor as Schema, value, descriptor as Schema) as JsonObject;

/** A form made from a description. `value` comes from {@link opened}. */
export function ConfigForm(props: {
  descriptor: JsonObject;
  value: JsonObject;
  problems: Problem[];
  disabled?: boolean;
  idPrefix?: string;
  /** Whether problems of no field are shown elsewhere. */
  fieldsOnly?: boolean;
  onChange: (value: JsonObject) => void;
}) {
  const schema = useMemo(() => withoutHead(props.descriptor), [props.descriptor]);
  const known = schema.properties ?? {};
  const general = props.problems.filter((problem) => !(steps(problem.path)[0]! in known));
  const extraErrors = useMemo(() => errorTree(props.problems) as ErrorSchema, [props.problems]);
  return (
    <div className="config-form">
      {!props.fieldsOnly && <Problems problems={general} />}
      <Form
        tagName="div"
        schema={schema as RJSFSchema}
        formData={props.value}
        validator={validator}
        noValidate
        showErrorList={false}
        extraErrors={extraErrors}
        disabled={props.disabled}
        idPrefix={props.idPrefix ?? 'config'}
        templates={templates}
        fields={fields as never}
        widgets={widgets}
        uiSchema={uiSchema}
        experimental_defaultFormStateBehavior={{ emptyObjectFields: 'skipDefaults', arrayMinItems: { populate: 'never' }, constAsDefaults: 'never' }}
        onChange={(change) => props.onChange(fill(schema, change.formData as Json, schema) as JsonObject)}
      />
    </div>
  );
}

/** The page shows name and description of the whole itself. */
function withoutHead(descriptor: JsonObject): Schema {
  const { $schema: _s, $id: _i, title: _t, description: _d, ...rest } = descriptor;
  return rest as Schema;
}
