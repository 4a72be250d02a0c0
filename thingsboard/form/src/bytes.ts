/** Bytes of records, which travel in base64. */

export type Encoding = 'text' | 'base64' | 'hex';

const toBase64 = (bytes: Uint8Array) => btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(''));
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

/** @returns base64; undefined when the text is not what it is said to be */
export function encoded(text: string, encoding: Encoding): string | undefined {
  if (encoding === 'text') {
    return toBase64(new TextEncoder().encode(text));
  }
  const plain = text.replace(/\s+/g, '');
  if (encoding === 'hex') {
    return /^([0-9a-f]{2})*$/i.test(plain) ? toBase64(Uint8Array.from(plain.match(/../g) ?? [], (two) => parseInt(two, 16))) : undefined;
  }
  try {
    return toBase64(fromBase64(plain));
  } catch {
    return undefined;
  }
}

/** Text where the bytes are UTF-8, else undefined. */
export function decoded(base64: string | null | undefined): string | undefined {
  if (base64 === null || base64 === undefined) {
    return undefined;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(fromBase64(base64));
  } catch {
    return undefined;
  }
}

/** For reading: text, or base64 where it is none. */
export const shown = (base64: string | null | undefined) => decoded(base64) ?? base64 ?? '';
