import { ADDITIONAL_PROPERTY_FLAG } from '@rjsf/utils';
import { isMap as isPlainMap, type Schema } from '@sluice/forms';

/** The form library puts a property into the schema for every pair that a map holds, and marks it. */
export function isMap(schema: Schema): boolean {
  const own = Object.entries(schema.properties ?? {}).filter(([, one]) => !(ADDITIONAL_PROPERTY_FLAG in one));
  return isPlainMap({ ...schema, properties: Object.fromEntries(own) });
}
