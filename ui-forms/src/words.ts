/** Names that are written in one way only. */
const PROPER: Record<string, string> = { json: 'JSON', senml: 'SenML', 'iso-8601': 'ISO 8601', uuid: 'UUID', lz4: 'LZ4', gzip: 'gzip', zstd: 'zstd', 'sha-256': 'SHA-256', 'sha-512': 'SHA-512', 'snappy-java': 'Snappy Java' };

/** One of the values that a property may have, as a person reads it: “Dead letter” for `dead-letter`. */
export function wordsOf(value: string): string {
  return PROPER[value] ?? value.charAt(0).toUpperCase() + value.slice(1).replaceAll('-', ' ');
}

/**
 * How a value is offered, given its words in the reader's language: with the value itself beside them where
 * they do not tell it, since help texts and the configuration name it so.
 */
export function offered(value: string, words: string): string {
  return words.toLowerCase().replaceAll(' ', '-') === value ? words : `${words} (${value})`;
}
