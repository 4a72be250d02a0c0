import { CommonModule } from '@angular/common';
import { DestroyRef, inject } from '@angular/core';
import { SharedModule } from '@shared/public-api';
import { check, fill, type Finding, type Json, type JsonObject, type Schema, steps, resolve, isMap, unknown, variantOf } from '@sluice/forms';
import { Subject } from 'rxjs';
import { Api, type Said } from './api';
import { Document } from './document';
import { Field } from './field';
import { FormState } from './state';
import { Guide } from './tools/guide';

/** How long the form waits for the next key before it asks the jar. */
const PAUSE_MS = 400;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What ThingsBoard's rule node dialog asks of a configuration's component, which it knows by these members
 * alone: it sets `configuration` (more than once, first without one) and `disabled`, calls `validate()`
 * before it applies, and takes from `configurationChanged` the whole configuration, or null while it is
 * invalid. What is emitted on opening would make the dialog ask whether to discard changes.
 */
export class NodeForm {
  ruleChainId?: string;
  ruleChainType?: string;
  readonly hasScript = false;
  readonly configurationChanged = new Subject<JsonObject | null>();
  readonly state = inject(FormState);
  readonly say = this.state.say;
  private readonly api = inject(Api);
  private given: JsonObject = {};
  /** What the jar has said of the value, kept until it says something else. */
  private said: Said[] = [];
  private found: Finding[] = [];
  private timer?: ReturnType<typeof setTimeout>;
  private asked = 0;
  /** Whether it is not known yet if the jar's endpoint answers. */
  asking = true;
  /** Whether the jar has not yet said what it thinks of the present value. */
  validating = false;
  asJson = false;
  /** The text of the JSON view cannot be taken over. */
  private unreadable = false;
  private gone = false;

  constructor(kind: 'uplink' | 'downlink', descriptor: Schema) {
    this.state.kind = kind;
    this.state.root = descriptor;
    const replaced = this.state.replaced.subscribe((value) => this.changed(value));
    void this.api.available().then((there) => {
      this.state.connected = there;
      this.asking = false;
      this.askJar(0);
    });
    inject(DestroyRef).onDestroy(() => {
      this.gone = true;
      clearTimeout(this.timer);
      replaced.unsubscribe();
    });
  }

  set ruleNodeId(id: unknown) {
    const text = typeof id === 'string' ? id : (id as { id?: string } | undefined)?.id;
    this.state.nodeId = text && UUID.test(text) ? text : undefined;
  }

  set configuration(given: JsonObject | null | undefined) {
    this.given = given ?? {};
    this.said = [];
    this.unreadable = false;
    this.state.loud = false;
    this.take(this.given);
    this.askJar(0);
    // Later: ThingsBoard subscribes after it has set the configuration.
    setTimeout(() => !this.gone && this.given === (given ?? this.given) && this.state.findings.length && this.configurationChanged.next(null));
  }
  get configuration(): JsonObject {
    return this.given;
  }

  set disabled(off: boolean) {
    this.state.disabled = off;
    this.state.checked.next();
  }

  validate() {
    this.state.loud = true;
    this.state.checked.next();
  }

  /** Somebody changed something. */
  changed(value: unknown) {
    this.unreadable = value === undefined;
    if (value !== undefined) {
      this.take(value as JsonObject);
    }
    this.emit();
    this.askJar(PAUSE_MS);
  }

  get root() {
    return this.state.root;
  }
  get ignored() {
    return unknown(this.root, this.state.value, this.root).join(', ');
  }
  /** What is wrong with no field that could show it. */
  get general(): string[] {
    return this.state.findings.filter(({ path }) => !isKnown(path, this.root, this.state.value)).map((one) => (one.path ? `${one.path}: ` : '') + this.state.words(one));
  }
  get count() {
    return this.state.loud ? this.state.findings.length : 0;
  }
  /** As it is saved; kept while it is the same, so that nothing is drawn anew. */
  get document(): JsonObject {
    const config = this.state.config();
    if (JSON.stringify(config) !== JSON.stringify(this.shownDocument)) {
      this.shownDocument = config;
    }
    return this.shownDocument;
  }
  private shownDocument: JsonObject = {};

  private take(value: JsonObject) {
    this.state.value = (fill(this.root, value, this.root) ?? {}) as JsonObject;
    this.found = check(this.root, this.state.config(), this.root);
    this.judge();
  }

  private judge() {
    this.state.findings = this.found.length ? this.found : this.said;
    this.state.checked.next();
  }

  private emit() {
    const valid = !this.unreadable && !this.state.findings.length;
    this.configurationChanged.next(valid ? this.state.config() : null);
  }

  /** Rules over several properties are the jar's to check; where it does not answer, the node says so at its start. */
  private askJar(pause: number) {
    clearTimeout(this.timer);
    this.asked++;
    this.validating = this.state.connected && !this.found.length && !this.unreadable && Object.keys(this.given).length > 0;
    if (!this.validating) {
      this.said = [];
      return;
    }
    const asked = this.asked;
    this.timer = setTimeout(() => void this.hear(asked), pause);
  }

  private async hear(asked: number) {
    let said: Said[] = [];
    try {
      said = (await this.api.post<{ problems: Said[] }>('validate', this.state.body())).problems;
    } catch {
      // Not to be asked now: the node itself refuses at its start what is wrong.
    }
    if (asked !== this.asked || this.gone) {
      return;
    }
    this.validating = false;
    const before = this.said.length;
    this.said = said;
    this.judge();
    if (before !== this.said.length && (before === 0 || this.said.length === 0)) {
      this.emit();
    }
  }
}

/** Whether a path leads to something that is drawn. */
function isKnown(path: string, root: Schema, value: Json): boolean {
  let schema: Schema | undefined = root;
  let at: Json | undefined = value;
  for (const step of steps(path)) {
    const whole: Schema = resolve(schema ?? {}, root);
    if (isMap(whole)) {
      return true;
    }
    const shape: Schema | undefined = whole.oneOf ? variantOf(whole, at, root) : whole;
    schema = shape?.items ?? shape?.properties?.[step];
    at = Array.isArray(at) ? at[Number(step)] : at && typeof at === 'object' ? (at as JsonObject)[step] : undefined;
    if (!schema) {
      return false;
    }
  }
  return path !== '';
}

const template = `
<div class="sluice-bar">
  @if (state.kind === 'uplink' && state.connected) { <sluice-guide></sluice-guide> }
  @else { <span class="sluice-space"></span> }
  <button type="button" mat-button color="primary" [attr.aria-pressed]="asJson" (click)="asJson = !asJson"><mat-icon>{{ asJson ? 'list_alt' : 'data_object' }}</mat-icon>{{ say(asJson ? 'Form' : 'JSON') }}</button>
</div>
@if (count) { <div class="sluice-note sluice-bad" role="alert">{{ say('{0} to mend before it can be saved.', count) }}</div> }
@for (text of general; track text) { <div class="sluice-note sluice-bad" role="alert">{{ text }}</div> }
@if (ignored) { <div class="sluice-note" role="status">{{ say('Not known to this node and without effect: {0}', ignored) }}</div> }
@if (asJson) {
  <sluice-document [document]="document" [disabled]="state.disabled" (documentChange)="changed($event)"></sluice-document>
} @else {
  <sluice-field path="" [required]="true" [given]="root" [value]="state.value" (valueChange)="changed($event)"></sluice-field>
}`;

const styles = `
:host { display: block; }
.sluice-bar { display: flex; flex-wrap: wrap; gap: 8px; align-items: flex-start; margin-bottom: 8px; }
.sluice-bar sluice-guide { flex: 1 1 auto; }
.sluice-space { flex: 1; }
.sluice-note { margin: 0 0 8px; font-size: 13px; color: rgba(0, 0, 0, .6); }
.sluice-note.sluice-bad { color: #d12730; }`;

/** A standalone component that ThingsBoard finds by its selector. */
export const nodeForm = (selector: string) => ({
  selector,
  standalone: true,
  imports: [CommonModule, SharedModule, Document, Field, Guide],
  providers: [FormState],
  host: { '[attr.data-validating]': 'validating' },
  template,
  styles: [styles],
});

