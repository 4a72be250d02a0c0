import { CommonModule } from '@angular/common';
import { Component, DestroyRef, inject } from '@angular/core';
import { SharedModule } from '@shared/public-api';
import type { Pair } from '@sluice/forms';
import type { Decoded, KafkaRecord } from '../api';
import { decoded, type Encoding, encoded, shown } from '../bytes';
import { Entities } from './entities';
import { Tool } from './tool';
import styles from './tool.css';
import template from './trial.html';

const EXAMPLE = '{"deviceName": "SN-1", "deviceType": "thermostat", "telemetry": {"temperature": 21.5}}';

/** Decodes one record as it stands or as it was typed; nothing is delivered. */
class TrialClass extends Tool {
  open = false;
  topic = '';
  records?: KafkaRecord[];
  /** Where the record came from, when it was not typed. */
  place: Partial<KafkaRecord> = {};
  encoding: Encoding = 'text';
  payload = EXAMPLE;
  key = '';
  headers: Pair[] = [];
  result?: Decoded;
  readonly encodings: Encoding[] = ['text', 'base64', 'hex'];
  readonly shown = shown;

  constructor() {
    super();
    const subscription = this.state.tried.subscribe((record) => {
      this.open = true;
      this.take(record);
      this.decode();
    });
    inject(DestroyRef).onDestroy(() => subscription.unsubscribe());
  }

  toggle() {
    this.open = !this.open;
    const [first] = Array.isArray(this.state.value.topics) ? this.state.value.topics : [];
    this.topic ||= typeof first === 'string' ? first.replace(/:\d+(:\d+)?$/, '') : '';
  }
  last() {
    void this.ask(async () => {
      this.records = (await this.api.post<{ records: KafkaRecord[] }>('records', this.state.body({ topic: this.topic.trim(), count: 10 }))).records;
    });
  }
  take(record: KafkaRecord) {
    const text = decoded(record.payload) ?? (record.payload === null || record.payload === undefined ? record.text : undefined);
    this.encoding = text === undefined && record.payload ? 'base64' : 'text';
    this.payload = text ?? record.payload ?? '';
    this.key = shown(record.key);
    this.headers = (record.headers ?? []).map(({ name, value }) => ({ name, text: shown(value) }));
    this.place = { partition: record.partition, offset: record.offset, timestamp: record.timestamp };
    this.topic = record.topic;
    this.result = undefined;
  }
  setHeader(at: number, part: Partial<Pair>) {
    this.headers = this.headers.map((one, i) => (i === at ? { ...one, ...part } : one));
  }
  addHeader() {
    this.headers = [...this.headers, { name: '', text: '' }];
  }
  dropHeader(at: number) {
    this.headers = this.headers.filter((_, i) => i !== at);
  }
  decode() {
    void this.ask(async () => {
      this.result = undefined;
      const payload = encoded(this.payload, this.encoding);
      if (payload === undefined) {
        throw new Error(this.say('The payload is no {0}.', this.encoding));
      }
      const headers = this.headers.filter(({ name }) => name).map(({ name, text }) => ({ name, value: encoded(text, 'text')! }));
      const record = { ...this.place, topic: this.topic.trim(), key: this.key ? encoded(this.key, 'text') : null, headers, payload };
      this.result = await this.api.post<Decoded>('decode', this.state.body({ record }));
    });
  }
}

export const Trial = Component({
  selector: 'sluice-trial',
  standalone: true,
  imports: [CommonModule, SharedModule, Entities],
  template,
  styles: [styles],
})(TrialClass);
