import { CommonModule } from '@angular/common';
import { Component } from '@angular/core';
import { SharedModule } from '@shared/public-api';
import { fill, type Json, type JsonObject } from '@sluice/forms';
import type { Decoded, KafkaRecord, Topic } from '../api';
import { shown } from '../bytes';
import { Entities } from './entities';
import { Tool } from './tool';
import styles from './tool.css';

/** From a topic of the cluster to a mapping of its records and the devices that it makes. */
class GuideClass extends Tool {
  open = false;
  topics?: Topic[];
  topic = '';
  records?: KafkaRecord[];
  record?: KafkaRecord;
  decoder?: JsonObject;
  result?: Decoded;
  readonly shown = shown;

  toggle() {
    this.open = !this.open;
    if (this.open) {
      this.start();
    }
  }
  private start() {
    void this.ask(async () => {
      this.topics = this.records = this.record = this.decoder = this.result = undefined;
      this.topic = '';
      const { topics } = await this.api.post<{ topics: Topic[] }>('topics', this.state.body());
      this.topics = topics.filter(({ records }) => records > 0);
    });
  }
  chooseTopic(topic: string) {
    void this.ask(async () => {
      this.topic = topic;
      this.records = this.record = this.decoder = this.result = undefined;
      this.records = (await this.api.post<{ records: KafkaRecord[] }>('records', this.state.body({ topic, count: 5 }))).records;
    });
  }
  chooseRecord(record: KafkaRecord) {
    void this.ask(async () => {
      this.record = record;
      this.decoder = this.result = undefined;
      const { decoder } = await this.api.post<{ decoder: JsonObject }>('propose', this.state.body({ record }));
      this.decoder = decoder;
      this.result = await this.api.post<Decoded>('decode', { ...this.state.body({ record }), config: this.planned(this.state.config()) });
    });
  }
  finish() {
    this.state.replaced.next(fill(this.state.root, this.planned(this.state.value), this.state.root) as JsonObject);
    this.open = false;
  }
  get mapping() {
    return JSON.stringify(this.decoder, null, 2);
  }
  /** Routes would take the records away from the new decoder. */
  private planned(config: JsonObject): JsonObject {
    const { routes: _routes, topicPattern: _pattern, ...rest } = config;
    return { ...rest, topics: [this.topic] as Json, decoder: this.decoder! };
  }
}

export const Guide = Component({
  selector: 'sluice-guide',
  standalone: true,
  imports: [CommonModule, SharedModule, Entities],
  template: `
<button type="button" mat-stroked-button color="primary" [disabled]="state.disabled" [attr.aria-expanded]="open" (click)="toggle()"><mat-icon>auto_fix_high</mat-icon>{{ say('Guide me') }}</button>
@if (open) {
  <div class="tb-form-panel stroked sluice-column sluice-guide">
    <div class="tb-form-panel-title">{{ say('1. Which topic?') }}</div>
    @if (topics) {
      <div class="sluice-row">
        @for (one of topics; track one.name) { <button type="button" mat-stroked-button [disabled]="busy" [color]="one.name === topic ? 'primary' : undefined" [attr.aria-pressed]="one.name === topic" (click)="chooseTopic(one.name)">{{ one.name }} ({{ one.records }})</button> }
        @empty { <span class="sluice-quiet">{{ say('No topic holds a record. Check the connection above, or write a record first.') }}</span> }
      </div>
    }
    @if (records) {
      <div class="tb-form-panel-title">{{ say('2. Which record is typical?') }}</div>
      @for (one of records; track $index) {
        <div class="sluice-row"><button type="button" mat-stroked-button [disabled]="busy || one.omitted" [color]="one === record ? 'primary' : undefined" [attr.aria-pressed]="one === record" [attr.aria-label]="say('Record {0}', $index + 1)" (click)="chooseRecord(one)">{{ time(one.timestamp) || one.offset }}</button><code>{{ shown(one.payload).slice(0, 160) }}</code></div>
      } @empty { <span class="sluice-quiet">{{ say('The topic holds no record.') }}</span> }
    }
    @if (decoder) {
      <div class="tb-form-panel-title">{{ say('3. Proposed mapping') }}</div>
      <pre tabindex="0" data-mapping>{{ mapping }}</pre>
    }
    @if (result) {
      <div class="tb-form-panel-title">{{ say('4. Devices and assets that it makes') }}</div>
      <sluice-entities [result]="result"></sluice-entities>
      <div class="sluice-row"><button type="button" mat-flat-button color="primary" (click)="finish()">{{ say('Take over') }}</button>
        <span class="sluice-quiet">{{ say('Sets topics and decoder; both can be changed below.') }}</span></div>
    }
    @if (busy) { <mat-progress-bar mode="indeterminate"></mat-progress-bar> }
    @if (failure) { <div class="sluice-failure" role="alert">{{ failure }}</div> }
  </div>
}`,
  styles: [styles, '.sluice-guide { margin-top: 10px; } code { font-size: 12px; overflow-wrap: anywhere; }'],
})(GuideClass);
