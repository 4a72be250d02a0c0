import { CommonModule } from '@angular/common';
import { Component } from '@angular/core';
import { SharedModule } from '@shared/public-api';
import type { CheckStep } from '../api';
import { Tool } from './tool';
import styles from './tool.css';

const TONES = { ok: 'good', warning: 'warn', failed: 'bad', skipped: 'quiet' } as const;
const ICONS = { ok: 'check_circle', warning: 'warning', failed: 'error', skipped: 'remove_circle_outline' } as const;

/** Tries the connection layer by layer. */
class ConnectionCheckClass extends Tool {
  steps: CheckStep[] = [];
  done = false;

  run() {
    void this.ask(async () => {
      this.steps = [];
      this.done = false;
      await this.api.lines<CheckStep>('check', this.state.body(), (step) => (this.steps = [...this.steps, step]));
      this.done = true;
    });
  }
  outcome = (step: CheckStep) => step.outcome ?? (step.ok ? 'ok' : 'failed');
  tone = (step: CheckStep) => `sluice-${TONES[this.outcome(step)]}`;
  icon = (step: CheckStep) => ICONS[this.outcome(step)];
  get works() {
    return this.steps.length > 0 && !this.steps.some((step) => this.outcome(step) === 'failed');
  }
}

export const ConnectionCheck = Component({
  selector: 'sluice-check',
  standalone: true,
  imports: [CommonModule, SharedModule],
  template: `
<div class="sluice-column">
  <div><button type="button" mat-stroked-button color="primary" [disabled]="busy" (click)="run()"><mat-icon>network_check</mat-icon>{{ say('Check connection') }}</button></div>
  <ol class="sluice-steps" aria-live="polite" [attr.aria-busy]="busy">
    @for (step of steps; track $index) {
      <li><mat-icon [class]="tone(step)">{{ icon(step) }}</mat-icon>
        <span><b>{{ step.step }}</b> {{ step.text }} @if (step.remedy) { <span class="sluice-quiet">{{ step.remedy }}</span> }</span></li>
    }
  </ol>
  @if (busy) { <div class="sluice-quiet" role="status">{{ say('Trying the next layer…') }}</div> }
  @if (done) { <div role="status" [class]="works ? 'sluice-good' : 'sluice-bad'">{{ say(works ? 'The connection works.' : 'The connection does not work; the first red layer says why.') }}</div> }
  @if (failure) { <div class="sluice-failure" role="alert">{{ failure }}</div> }
</div>`,
  styles: [styles],
})(ConnectionCheckClass);
