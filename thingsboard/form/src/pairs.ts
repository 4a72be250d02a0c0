import { CommonModule } from '@angular/common';
import { Component, EventEmitter, inject } from '@angular/core';
import { SharedModule } from '@shared/public-api';
import { below, type Json, type JsonObject, lost, mapOf, type Pair, pairsOf, resolve, same, type Schema } from '@sluice/forms';
import { FormState } from './state';
import styles from './field.css';

const template = `
<div class="tb-form-panel stroked sluice-part">
  <div class="tb-form-panel-title">{{ title }}</div>
  @if (help) { <div class="sluice-help">{{ help }}</div> }
  @if (error) { <mat-error class="sluice-error" role="alert">{{ error }}</mat-error> }
  @for (pair of pairs; track $index; let i = $index) {
    <div>
      <div class="sluice-pair">
        <mat-form-field subscriptSizing="dynamic"><mat-label>{{ say('Name') }}</mat-label>
          <input matInput [disabled]="state.disabled" [value]="pair.name" [attr.aria-label]="say('Name {0} of {1}', i + 1, title)" spellcheck="false" autocomplete="off" (input)="set(i, { name: $any($event.target).value })">
        </mat-form-field>
        <mat-form-field subscriptSizing="dynamic"><mat-label>{{ say('Value') }}</mat-label>
          <input matInput [disabled]="state.disabled" [value]="pair.text" [type]="secret ? 'password' : 'text'" [attr.aria-label]="say('Value of {0}', pair.name || i + 1)" spellcheck="false" [attr.autocomplete]="secret ? 'new-password' : 'off'" (input)="set(i, { text: $any($event.target).value })">
        </mat-form-field>
        <button type="button" mat-icon-button class="tb-mat-32" [disabled]="state.disabled" [attr.aria-label]="say('Remove {0}', pair.name || i + 1)" (click)="drop(i)"><mat-icon>close</mat-icon></button>
      </div>
      @if (hint(i); as text) { <mat-error class="sluice-error" role="alert">{{ text }}</mat-error> }
    </div>
  }
  <div><button type="button" mat-stroked-button color="primary" [disabled]="state.disabled" (click)="add()"><mat-icon>add</mat-icon>{{ say('Add a pair') }}</button></div>
</div>`;

/** Pairs of a name and a value. A row that has no name yet is kept while the map is what the rows stand for. */
class PairsClass {
  schema: Schema = {};
  path = '';
  title = '';
  help = '';
  error = '';
  readonly valueChange = new EventEmitter<JsonObject>();
  readonly state = inject(FormState);
  readonly say = this.state.say;
  pairs: Pair[] = [];

  set value(value: Json | undefined) {
    if (!same(mapOf(this.pairs, this.plain), value ?? {})) {
      this.pairs = pairsOf(value, this.plain);
    }
  }
  private get item() {
    return resolve((this.schema.additionalProperties ?? {}) as Schema, this.state.root);
  }
  private get plain() {
    return this.item.type === 'string';
  }
  get secret() {
    return !!this.item['x-secret'];
  }

  set(at: number, part: Partial<Pair>) {
    this.pairs = this.pairs.map((one, i) => (i === at ? { ...one, ...part } : one));
    this.tell();
  }
  drop(at: number) {
    this.pairs = this.pairs.filter((_, i) => i !== at);
    this.tell();
  }
  add() {
    this.pairs = [...this.pairs, { name: '', text: this.plain ? '' : '{}' }];
  }
  /** What is wrong with a pair, and what of it would not be kept. */
  hint(at: number): string {
    const { name } = this.pairs[at]!;
    const why = lost(this.pairs, at);
    const said = why === 'nameless' ? this.say('Has no name yet and is not kept') : why === 'twice' ? this.say('“{0}” stands here twice; the last one counts', name) : '';
    return said || (name ? this.state.error(below(this.path, name)) : '');
  }

  private tell() {
    this.valueChange.emit(mapOf(this.pairs, this.plain));
  }
}

export type Pairs = PairsClass;
export const Pairs = Component({
  selector: 'sluice-pairs',
  standalone: true,
  imports: [CommonModule, SharedModule],
  inputs: ['schema', 'path', 'title', 'help', 'error', 'value'],
  outputs: ['valueChange'],
  template,
  styles: [styles, `.sluice-pair { display: flex; gap: 8px; align-items: center; } .sluice-pair mat-form-field { flex: 1; }`],
})(PairsClass);
