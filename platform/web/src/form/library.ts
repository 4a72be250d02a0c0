import type { FieldProps } from '@rjsf/utils';
import type { ComponentType } from 'react';
import getDefaultRegistry from '@rjsf/core/lib/getDefaultRegistry.js';

/** The form library's own field for objects, which ours add to. */
export const { ObjectField } = getDefaultRegistry().fields as unknown as {
  ObjectField: ComponentType<FieldProps>;
};
