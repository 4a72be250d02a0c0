import { inject } from '@angular/core';
import { Api, Refused } from '../api';
import { FormState } from '../state';

/** Something to press that asks the jar's endpoint. One question at a time. */
export class Tool {
  protected readonly api = inject(Api);
  readonly state = inject(FormState);
  readonly say = this.state.say;
  busy = false;
  failure = '';

  /** Runs a question; what went wrong with it is told, not thrown. */
  protected async ask(question: () => Promise<void>): Promise<void> {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.failure = '';
    try {
      await question();
    } catch (error) {
      this.failure = error instanceof Refused ? error.problems.map((one) => (one.path ? `${one.path}: ` : '') + this.state.words(one)).join('\n') : String(error);
    } finally {
      this.busy = false;
    }
  }

  /** A moment as the user's browser writes it. */
  time = (millis: number | null | undefined) => (typeof millis === 'number' && millis > 0 ? new Date(millis).toLocaleString() : '');
}
