import type { Json, Problem } from './types';

/** The host said no; `problems` says why. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problems: Problem[],
  ) {
    super(problems.map(inWords).join('\n') || `The host answered ${status}`);
  }
}

export function inWords(problem: Problem): string {
  const where = problem.path ? `${problem.path}: ` : '';
  return where + problem.text + (problem.remedy ? `; ${problem.remedy}` : '');
}

let onLoggedOut: () => void = () => {};

/** Called when any request finds the session gone. */
export function whenLoggedOut(action: () => void) {
  onLoggedOut = action;
}

async function ask(method: string, path: string, body?: unknown, accept = 'application/json'): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      headers: { Accept: accept, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Refused(0, [{ path: '', text: 'The host does not answer', remedy: 'is it running?' }]);
  }
}

async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  return parse<T>(await ask(method, path, body), path);
}

async function parse<T>(response: Response, path: string): Promise<T> {
  const text = await response.text();
  const parsed = text && response.headers.get('Content-Type')?.includes('json') ? JSON.parse(text) : null;
  if (response.ok) {
    return parsed as T;
  }
  if (response.status === 401 && !path.endsWith('/login')) {
    onLoggedOut();
  }
  throw new Refused(response.status, (parsed as { problems?: Problem[] } | null)?.problems ?? []);
}

export const get = <T>(path: string) => request<T>('GET', path);
/** Of what is no JSON, such as a drawing. */
export async function getText(path: string): Promise<string> {
  const response = await ask('GET', path, undefined, '*/*');
  return response.ok ? response.text() : parse<never>(response, path);
}

export const post = <T>(path: string, body?: unknown) => request<T>('POST', path, body ?? {});
export const put = <T>(path: string, body: unknown) => request<T>('PUT', path, body);
export const remove = (path: string) => request<null>('DELETE', path);

/** Posts, and calls back with every line of JSON as soon as it arrives. */
export async function postForLines<T>(path: string, body: unknown, onLine: (line: T) => void): Promise<void> {
  const response = await ask('POST', path, body, 'application/x-ndjson');
  if (!response.ok || !response.body) {
    await parse<null>(response, path);
    return;
  }
  const take = lines((text) => onLine(JSON.parse(text) as T));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    take(part.value);
  }
}

/** Puts lines together again that arrive in parts. */
export function lines(onLine: (text: string) => void): (part: string) => void {
  let rest = '';
  return (part) => {
    const whole = (rest + part).split('\n');
    rest = whole.pop()!;
    whole.filter(Boolean).forEach(onLine);
  };
}

/** Problems of anything thrown, for showing. */
export function problemsOf(error: unknown): Problem[] {
  if (error instanceof Refused && error.problems.length > 0) {
    return error.problems;
  }
  return [{ path: '', text: error instanceof Error ? error.message : String(error), remedy: '' }];
}

export const asJson = (value: unknown) => value as Json;
