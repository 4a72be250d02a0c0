import { inject, Injectable } from '@angular/core';
import { isObject, type Finding, type Json, type JsonObject, prune, type Schema, steps } from '@sluice/forms';
import { Subject } from 'rxjs';
import type { KafkaRecord, Said } from './api';
import { Texts } from './texts';

/** What is wrong at a place: found by the form, or said by the jar in words of its own. */
export type Wrong = Finding | Said;

/** What all parts of one form share. One per opened node. */
class State {
  private readonly texts = inject(Texts);
  root: Schema = {};
  kind: 'uplink' | 'downlink' = 'uplink';
  nodeId?: string;
  /** With every default in its place. */
  value: JsonObject = {};
  findings: Wrong[] = [];
  disabled = false;
  /** Whether the jar's endpoint answers. */
  connected = false;
  /** Whether everything that is wrong is shown, also where nobody has been yet. */
  loud = false;
  /** After every check. */
  readonly checked = new Subject<void>();
  /** Somebody else than a field, such as a tool, sets the whole value. */
  readonly replaced = new Subject<JsonObject>();
  /** A record that somebody wants to see decoded. */
  readonly tried = new Subject<KafkaRecord>();

  say = (text: string, ...values: (string | number)[]) => this.texts.say(text, values);

  /** What is wrong at a place, in words; empty when nothing is. */
  error(path: string): string {
    return this.findings
      .filter((one) => one.path === path)
      .map((one) => this.words(one))
      .join('; ');
  }

  /** What is wrong, and what to do about it, in the reader's language. */
  words(one: Wrong): string {
    return 'text' in one ? this.texts.say(one.text, one.values) : [one.message, one.remedy].filter(Boolean).map((text) => this.texts.tell(text)).join('; ');
  }

  /** How much is wrong at a place and below it. */
  wrong(path: string): number {
    return this.findings.filter((one) => one.path === path || one.path.startsWith(`${path}.`) || one.path.startsWith(`${path}[`)).length;
  }

  lookup(path: string): Json | undefined {
    return steps(path).reduce<Json | undefined>((at, step) => (Array.isArray(at) ? at[Number(step)] : isObject(at) ? at[step] : undefined), this.value);
  }

  /** The configuration as it would be saved. */
  config(): JsonObject {
    return prune(this.root, this.value, this.root) as JsonObject;
  }

  /** The body of a request about this configuration. */
  body(more: object = {}): object {
    return { type: this.kind, config: this.config(), ...(this.nodeId ? { nodeId: this.nodeId } : {}), ...more };
  }
}

export type FormState = State;
export const FormState = Injectable()(State);
