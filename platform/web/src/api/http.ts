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

async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Refused(0, [{ path: '', text: 'The host does not answer', remedy: 'is it running?' }]);
  }
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
export const post = <T>(path: string, body?: unknown) => request<T>('POST', path, body ?? {});
export const put = <T>(path: string, body: unknown) => request<T>('PUT', path, body);
export const remove = (path: string) => request<null>('DELETE', path);

/** Problems of anything thrown, for showing. */
export function problemsOf(error: unknown): Problem[] {
  if (error instanceof Refused && error.problems.length > 0) {
    return error.problems;
  }
  return [{ path: '', text: error instanceof Error ? error.message : String(error), remedy: '' }];
}

export const asJson = (value: unknown) => value as Json;
