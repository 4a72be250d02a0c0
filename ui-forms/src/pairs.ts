import { isObject } from './descriptor';
import type { Json, JsonObject } from './json';

/** A pair of a map while it is typed. */
export interface Pair {
  name: string;
  /** The value: as it is when the map holds texts, else its JSON. */
  text: string;
}

/** @param plain whether the map holds texts */
export const pairsOf = (value: Json | undefined, plain: boolean): Pair[] =>
  Object.entries(isObject(value) ? value : {}).map(([name, one]) => ({ name, text: plain && typeof one === 'string' ? one : JSON.stringify(one) }));

/** What pairs stand for; one without a name is not there yet. */
export const mapOf = (pairs: Pair[], plain: boolean): JsonObject =>
  Object.fromEntries(pairs.filter(({ name }) => name).map(({ name, text }) => [name, plain ? text : parsed(text)]));

/** What of a pair would not be stored as it stands: it has no name, or a later one has the same. */
export function lost(pairs: Pair[], at: number): 'nameless' | 'twice' | undefined {
  const { name, text } = pairs[at]!;
  if (!name) {
    return text && text !== '{}' ? 'nameless' : undefined;
  }
  return pairs.slice(at + 1).some((pair) => pair.name === name) ? 'twice' : undefined;
}

/** JSON, or the text as typed while it is none yet: the host says what is wrong with it. */
export function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
