import { HttpClient, HttpErrorResponse, HttpEventType } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { defaultHttpOptionsFromConfig } from '@core/public-api';
import type { Json, JsonObject } from '@sluice/forms';
import { firstValueFrom } from 'rxjs';

/** A problem as the jar's endpoint tells it. */
export interface Said {
  path: string;
  message: string;
  remedy: string;
}

export interface CheckStep {
  step: string;
  ok: boolean;
  outcome?: 'ok' | 'warning' | 'failed' | 'skipped';
  text: string;
  remedy?: string;
}

export interface Topic {
  name: string;
  partitions: number;
  records: number;
  newest: number | null;
}

/** A record; its bytes in base64, null where it has none. */
export interface KafkaRecord {
  topic: string;
  partition?: number;
  offset?: number;
  timestamp?: number;
  key?: string | null;
  headers?: { name: string; value: string | null }[];
  payload?: string | null;
  /** The payload where it is UTF-8. */
  text?: string;
  omitted?: boolean;
}

export interface Decoded {
  entities?: JsonObject[];
  output?: Json;
  error?: string;
  line?: number;
  column?: number;
}

export interface DeadLetter extends KafkaRecord {
  deadLetterPartition: number;
  deadLetterOffset: number;
  stage?: string;
  error?: string;
  valueOmitted?: boolean;
}

export interface Conversion {
  recognised: '' | 'stock-kafka-node' | 'pe-integration' | 'pe-converter';
  config: JsonObject | null;
  type?: 'uplink' | 'downlink';
  mapped: { from: string; to: string }[];
  notMapped: { from: string; reason: string }[];
}

export interface LoopMap {
  vertices: { id: string; name: string; kind: 'uplink' | 'downlink'; cluster: string; topics: string }[];
  edges: { from: string; to: string; via: string }[];
  cycles: { path: string[]; verdict: 'refused' | 'warned' | 'allowed'; text: string }[];
}

/** What went wrong with a request, in the jar's own words. */
export class Refused extends Error {
  constructor(
    readonly problems: Said[],
    readonly status: number,
  ) {
    super(problems.map((one) => [one.path, one.message].filter(Boolean).join(': ') + (one.remedy ? `; ${one.remedy}` : '')).join('\n'));
  }
}

const BASE = '/api/sluice/';
const quiet = () => defaultHttpOptionsFromConfig({ ignoreErrors: true, ignoreLoading: true });

/** The endpoint inside the jar. It is not there in every set-up; what fails is thrown as {@link Refused}. */
class ApiService {
  private readonly http = inject(HttpClient);

  /** Whether the endpoint answers. */
  async available(): Promise<boolean> {
    try {
      return typeof (await this.get<{ version?: string }>('version')).version === 'string';
    } catch {
      return false;
    }
  }

  async get<T>(what: string): Promise<T> {
    try {
      return await firstValueFrom(this.http.get<T>(BASE + what, quiet()));
    } catch (error) {
      throw refused(error);
    }
  }

  async post<T>(what: string, body: object): Promise<T> {
    try {
      return await firstValueFrom(this.http.post<T>(BASE + what, body, quiet()));
    } catch (error) {
      throw refused(error);
    }
  }

  /** Tells of each line as it comes; ends with the last. */
  lines<T>(what: string, body: object, each: (line: T) => void): Promise<void> {
    let told = 0;
    const tell = (text: string, end: boolean) => {
      const lines = text.split('\n');
      const whole = end ? lines.length : lines.length - 1;
      for (; told < whole; told++) {
        if (lines[told]!.trim()) {
          each(JSON.parse(lines[told]!) as T);
        }
      }
    };
    return new Promise((done, failed) => {
      this.http.post(BASE + what, body, { ...quiet(), responseType: 'text', observe: 'events', reportProgress: true }).subscribe({
        next: (event) => {
          if (event.type === HttpEventType.DownloadProgress) {
            tell((event as { partialText?: string }).partialText ?? '', false);
          } else if (event.type === HttpEventType.Response) {
            tell(event.body ?? '', true);
          }
        },
        error: (error) => failed(refused(error)),
        complete: done,
      });
    });
  }
}

function refused(error: unknown): Refused {
  const status = error instanceof HttpErrorResponse ? error.status : 0;
  const body = error instanceof HttpErrorResponse ? error.error : undefined;
  const said = typeof body === 'string' ? fromText(body) : body;
  const problems = (said as { problems?: Said[] } | null)?.problems;
  return new Refused(problems?.length ? problems : [{ path: '', message: `HTTP ${status}`, remedy: '' }], status);
}

function fromText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export type Api = ApiService;
export const Api = Injectable({ providedIn: 'root' })(ApiService);
