import type { Json } from '../api/types';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en', { maximumSignificantDigits: 5 });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

export const count = (value: number) => (value >= 1e7 ? compact.format(value) : whole.format(value));
export const rate = (value: number) =>
  value === 0 ? '0/s' : `${value < 10 ? value.toFixed(1) : count(value)}/s`;

export const millis = (value: number) =>
  value >= 1000 ? `${(value / 1000).toFixed(1)} s` : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

export function valueText(value: Json): string {
  if (typeof value === 'number') {
    return Number.isInteger(value) ? String(value) : fine.format(value);
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export const time = (at: number | string) => new Date(at).toLocaleTimeString('en-GB');
export const dateTime = (at: number | string) => `${new Date(at).toLocaleDateString('en-CA')} ${time(at)}`;

export function ago(ts: number): string {
  const seconds = Math.round((Date.now() - ts) / 1000);
  if (seconds < 2) {
    return 'now';
  }
  if (seconds < 90) {
    return `${seconds} s ago`;
  }
  if (seconds < 5400) {
    return `${Math.round(seconds / 60)} min ago`;
  }
  return seconds < 129600 ? `${Math.round(seconds / 3600)} h ago` : dateTime(ts);
}

/** How often each route of an integration took a record, by the route's name sorted as the host has them. */
export const routesOf = (counters: Record<string, number> | undefined): [string, number][] =>
  Object.entries(counters ?? {}).flatMap(([name, value]) => {
    const route = /^route\.matched\{route=([^]*)\}$/.exec(name)?.[1];
    return route === undefined ? [] : [[route, value] as [string, number]];
  });

/** Counters whose name is, or ends with, one of these; hosts add tags. */
export const sumOf = (counters: Record<string, number> | undefined, ...names: string[]) =>
  Object.entries(counters ?? {})
    .filter(([name]) => names.some((wanted) => name === wanted || name.startsWith(`${wanted}{`)))
    .reduce((sum, [, value]) => sum + value, 0);
