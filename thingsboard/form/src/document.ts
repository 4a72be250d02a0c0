import { CommonModule } from '@angular/common';
import { Component, EventEmitter } from '@angular/core';
import { FormControl } from '@angular/forms';
import { SharedModule } from '@shared/public-api';
import { isObject, type Json, type JsonObject, same } from '@sluice/forms';
import type { Conversion } from './api';
import { Tool } from './tools/tool';
import styles from './tools/tool.css';

/** Properties by which a document of something else than this node is told. */
const FOREIGN = ['topicPattern', 'clientConfiguration', 'configuration', 'debugMode', 'additionalInfo', 'scriptLang', 'tbelDecoder'];
const KINDS = { 'stock-kafka-node': 'stock Kafka node', 'pe-integration': 'Kafka integration of ThingsBoard PE', 'pe-converter': 'uplink converter of ThingsBoard PE' } as const;

/** The configuration as JSON, both ways; what is pasted of another kind is converted by the jar. */
class DocumentClass extends Tool {
  /** Undefined while the text is no JSON object. */
  readonly documentChange = new EventEmitter<JsonObject | undefined>();
  readonly control = new FormControl('');
  wrong = '';
  conversion?: Conversion;
  private foreign?: JsonObject;

  constructor() {
    super();
    this.control.valueChanges.subscribe((text) => this.changed(text ?? ''));
  }

  set document(document: JsonObject) {
    const text = this.control.value ?? '';
    if (!same(objectOf(text), document) && !this.foreign && !this.wrong) {
      this.control.setValue(JSON.stringify(document, null, 2), { emitEvent: false });
    }
  }
  set disabled(off: boolean) {
    if (this.control.disabled !== off) {
      this.control[off ? 'disable' : 'enable']({ emitEvent: false });
    }
  }

  private changed(text: string) {
    const document = objectOf(text);
    this.conversion = undefined;
    this.failure = '';
    this.foreign = document && this.isForeign(document) ? document : undefined;
    this.wrong = document ? '' : this.say('The text is not a JSON object.');
    if (this.foreign && this.state.connected) {
      this.convert(this.foreign);
    } else {
      this.documentChange.emit(document);
    }
  }

  /** A property that this node has itself is no sign of another one's document. */
  private isForeign(document: JsonObject): boolean {
    const own = this.state.root.properties ?? {};
    return FOREIGN.some((name) => name in document && !(name in own)) || (!('connection' in document) && 'bootstrapServers' in document);
  }

  private convert(document: JsonObject) {
    void this.ask(async () => {
      const conversion = await this.api.post<Conversion>('convert', { type: this.state.kind, document });
      if (!conversion.recognised) {
        this.foreign = undefined;
        this.documentChange.emit(document);
        return;
      }
      this.conversion = conversion;
      this.documentChange.emit(undefined);
    });
  }

  get kind() {
    return this.conversion?.recognised ? this.say(KINDS[this.conversion.recognised]) : '';
  }
  get misplaced() {
    return !!this.conversion?.type && this.conversion.type !== this.state.kind;
  }
  take() {
    const { recognised, config } = this.conversion!;
    this.conversion = this.foreign = undefined;
    // A converter is about the decoder alone.
    const document = recognised === 'pe-converter' ? { ...this.state.config(), ...config } : config!;
    this.control.setValue(JSON.stringify(document, null, 2));
  }
}

function objectOf(text: string): JsonObject | undefined {
  try {
    const parsed: Json = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

export const Document = Component({
  selector: 'sluice-document',
  standalone: true,
  imports: [CommonModule, SharedModule],
  inputs: ['document', 'disabled'],
  outputs: ['documentChange'],
  template: `
<div class="sluice-column">
  <div class="sluice-quiet">{{ say('The configuration as it is saved, passwords included. What stands here can be changed and pasted, also the JSON of a stock Kafka node, or of an integration or converter of ThingsBoard PE.') }}</div>
  <tb-json-content [formControl]="control" label="JSON" contentType="JSON"></tb-json-content>
  @if (wrong) { <div class="sluice-failure" role="alert">{{ wrong }}</div> }
  @if (busy) { <mat-progress-bar mode="indeterminate"></mat-progress-bar> }
  @if (failure) { <div class="sluice-failure" role="alert">{{ failure }}</div> }
  @if (conversion) {
    <div class="tb-form-panel stroked sluice-column" data-conversion>
      <div class="tb-form-panel-title">{{ say('This is the JSON of a {0}.', kind) }}</div>
      @if (misplaced) { <div class="sluice-failure" role="alert">{{ say('It belongs into the other node: kafka {0} (sluice).', conversion.type!) }}</div> }
      @if (conversion.mapped.length) {
        <table><tr><th>{{ say('There') }}</th><th>{{ say('Here') }}</th></tr>
          @for (one of conversion.mapped; track $index) { <tr><td>{{ one.from }}</td><td>{{ one.to }}</td></tr> }</table>
      }
      @if (conversion.notMapped.length) {
        <table><tr><th>{{ say('Not taken over') }}</th><th>{{ say('Why') }}</th></tr>
          @for (one of conversion.notMapped; track $index) { <tr><td class="sluice-warn">{{ one.from }}</td><td>{{ one.reason }}</td></tr> }</table>
      }
      @if (!misplaced) { <div><button type="button" mat-flat-button color="primary" (click)="take()">{{ say('Take over') }}</button></div> }
    </div>
  }
</div>`,
  styles: [styles],
})(DocumentClass);
