import { isObject } from '@sluice/forms';
import { post } from '../api/http';
import type { IntegrationType, JsonObject } from '../api/types';
import type { Draft } from './draft';

/** Reads a file exported here or from ThingsBoard PE: an integration, an uplink converter, or both. */
export async function readForeign(base: string, type: IntegrationType, integration: string, converter: string): Promise<Draft> {
  const converterJson = converter.trim() ? parseObject(converter, 'the converter') : null;
  if (!integration.trim() && converterJson) {
    return map(base, type, converterJson);
  }
  const given = parseObject(integration, 'the integration');
  if (isObject(given.config) && typeof given.type === 'string') {
    const decoder = converterJson ? (await map(base, type, converterJson)).config : {};
    return { name: String(given.name ?? ''), type: given.type, config: { ...given.config, ...decoder } };
  }
  return map(base, type, converterJson ? { ...given, converter: converterJson } : given);
}

/** The decoder that an exported converter stands for. */
export async function readConverter(base: string, type: IntegrationType, text: string): Promise<JsonObject> {
  const { decoder } = (await map(base, type, parseObject(text, 'the converter'))).config;
  if (!isObject(decoder)) {
    throw new Error('The file holds no uplink converter');
  }
  return decoder;
}

const map = (base: string, type: IntegrationType, config: JsonObject) => post<Draft>(`${base}/integrations/convert`, { type: type.type, config });

/** @throws Error in words for whoever pasted the text */
export function parseObject(text: string, what: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(text);
    if (isObject(parsed)) {
      return parsed;
    }
  } catch {
    // Told below, in the same words.
  }
  throw new Error(`The text of ${what} is not a JSON object`);
}
