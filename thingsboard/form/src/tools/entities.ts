import { CommonModule } from '@angular/common';
import { Component, inject } from '@angular/core';
import { isObject, type Json, type JsonObject } from '@sluice/forms';
import type { Decoded } from '../api';
import { FormState } from '../state';
import styles from './tool.css';

/** What a record was decoded to, or why it was not. */
class EntitiesClass {
  result: Decoded = {};
  readonly say = inject(FormState).say;

  private readonly text = (entity: JsonObject, ...names: string[]) => names.map((name) => entity[name]).find((one) => typeof one === 'string' && one) as string | undefined;
  name = (entity: JsonObject) => this.text(entity, 'deviceName', 'assetName', 'name') ?? '';
  profile = (entity: JsonObject) => this.text(entity, 'deviceType', 'assetType', 'type', 'profile') ?? '';
  telemetry = (entity: JsonObject) => lines(entity.telemetry);
  attributes = (entity: JsonObject) => lines(entity.attributes);
  get output() {
    return JSON.stringify(this.result.output ?? this.result.entities ?? null, null, 2);
  }
  get place() {
    const { line, column } = this.result;
    return line === undefined ? '' : this.say('Line {0}, column {1}', line, column ?? 1);
  }
}

/** Values without the structure around them. */
function lines(value: Json | undefined): string {
  const points = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return points
    .map((point) => (isObject(point) && isObject(point.values) ? point.values : point))
    .map((values) => (isObject(values) ? Object.entries(values).map(([key, one]) => `${key}: ${typeof one === 'string' ? one : JSON.stringify(one)}`).join(', ') : JSON.stringify(values)))
    .join(' · ');
}

export const Entities = Component({
  selector: 'sluice-entities',
  standalone: true,
  imports: [CommonModule],
  inputs: ['result'],
  template: `
@if (result.error) {
  <div class="sluice-failure" role="alert" data-result="error">{{ place ? place + ': ' : '' }}{{ result.error }}</div>
} @else {
  <div class="sluice-column" data-result="output">
    @if (result.entities; as entities) {
      <table>
        <tr><th>{{ say('Name') }}</th><th>{{ say('Type') }}</th><th>{{ say('Telemetry') }}</th><th>{{ say('Attributes') }}</th></tr>
        @for (entity of entities; track $index) {
          <tr><td>{{ name(entity) }}</td><td>{{ profile(entity) }}</td><td>{{ telemetry(entity) }}</td><td>{{ attributes(entity) }}</td></tr>
        } @empty { <tr><td colspan="4">{{ say('The record yields no device and no asset.') }}</td></tr> }
      </table>
    }
    <details><summary class="sluice-quiet">JSON</summary><pre tabindex="0">{{ output }}</pre></details>
  </div>
}`,
  styles: [styles],
})(EntitiesClass);
