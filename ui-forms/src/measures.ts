/** Durations and sizes as the configuration reader reads them. */

const SHORT = /^(\d{1,15})\s*(ms|s|m|h|d)$/;
const ISO = /^([-+]?)p(?:([-+]?\d+)d)?(?:(t)(?:([-+]?\d+)h)?(?:([-+]?\d+)m)?(?:([-+]?\d+)(?:[.,](\d{0,9}))?s)?)?$/;
const SIZE = /^(\d{1,18})\s*([kmg]?)i?b?$/;
const MILLIS = { ms: 1n, s: 1000n, m: 60_000n, h: 3_600_000n, d: 86_400_000n };
const FACTOR: Record<string, bigint> = { '': 1n, k: 1n << 10n, m: 1n << 20n, g: 1n << 30n };
const LARGEST = (1n << 63n) - 1n;

/** In nanoseconds; undefined when the text is no duration, or a negative one. */
export function duration(text: string): bigint | undefined {
  const plain = text.trim().toLowerCase();
  const short = SHORT.exec(plain);
  const nanos = short ? BigInt(short[1]!) * MILLIS[short[2] as keyof typeof MILLIS] * 1_000_000n : iso(plain);
  return nanos === undefined || nanos < 0n || nanos / 1_000_000_000n > LARGEST ? undefined : nanos;
}

function iso(text: string): bigint | undefined {
  const [, sign, days, time, hours, minutes, seconds, fraction] = ISO.exec(text) ?? [];
  const parts = [hours, minutes, seconds];
  if (sign === undefined || (time && parts.every((one) => one === undefined)) || (!time && days === undefined)) {
    return undefined;
  }
  const whole = whole64(days, 86_400n) + whole64(hours, 3600n) + whole64(minutes, 60n) + whole64(seconds, 1n);
  const part = BigInt((fraction ?? '').padEnd(9, '0')) * (seconds?.startsWith('-') ? -1n : 1n);
  return (whole * 1_000_000_000n + part) * (sign === '-' ? -1n : 1n);
}

const whole64 = (text: string | undefined, factor: bigint) => BigInt((text ?? '0').replace(/^\+/, '')) * factor;

/** In bytes; undefined when the text is no size. */
export function size(text: string): bigint | undefined {
  const [, count, unit] = SIZE.exec(text.trim().toLowerCase()) ?? [];
  const bytes = count === undefined ? undefined : BigInt(count) * FACTOR[unit!]!;
  return bytes === undefined || bytes > LARGEST ? undefined : bytes;
}
