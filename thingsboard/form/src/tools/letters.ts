import { CommonModule } from '@angular/common';
import { Component } from '@angular/core';
import { SharedModule } from '@shared/public-api';
import type { DeadLetter } from '../api';
import { shown } from '../bytes';
import { Tool } from './tool';
import styles from './tool.css';

/** Records that failed: to read, to try again with the decoder as it stands, to send back to their topics. */
class DeadLettersClass extends Tool {
  topic = '';
  letters?: DeadLetter[];
  told = '';
  readonly shown = shown;

  run() {
    void this.ask(async () => {
      this.told = '';
      await this.load();
    });
  }
  attempt(letter: DeadLetter) {
    this.state.tried.next(letter);
  }
  redrive() {
    void this.ask(async () => {
      const { sent, skipped } = await this.api.post<{ sent: number; skipped: number }>('dead-letters/redrive', this.state.body({ max: 1000 }));
      this.told = this.say('{0} sent back to their topics, {1} left out.', sent, skipped);
      await this.load();
    });
  }

  private async load() {
    const answer = await this.api.post<{ topic: string; letters: DeadLetter[] }>('dead-letters', this.state.body({ count: 20 }));
    this.topic = answer.topic;
    this.letters = answer.letters;
  }
}

export const DeadLetters = Component({
  selector: 'sluice-letters',
  standalone: true,
  imports: [CommonModule, SharedModule],
  template: `
<div class="sluice-column">
  <div><button type="button" mat-stroked-button color="primary" [disabled]="busy" (click)="run()"><mat-icon>mark_email_unread</mat-icon>{{ say('Dead letters') }}</button></div>
  @if (failure) { <div class="sluice-failure" role="alert">{{ failure }}</div> }
  @if (told) { <div class="sluice-good" role="status">{{ told }}</div> }
  @if (letters) {
    <div class="sluice-quiet">{{ say('Newest of {0}', topic) }}</div>
    <div class="sluice-scroll" tabindex="0">
      <table>
        <tr><th></th><th>{{ say('Record') }}</th><th>{{ say('Time') }}</th><th>{{ say('Why') }}</th><th>{{ say('Payload') }}</th></tr>
        @for (letter of letters; track $index) {
          <tr><td><button type="button" mat-button [disabled]="letter.valueOmitted" (click)="attempt(letter)">{{ say('Try') }}</button></td><td>{{ letter.topic }}:{{ letter.partition }}:{{ letter.offset }}</td><td>{{ time(letter.timestamp) }}</td><td>{{ letter.stage }}: {{ letter.error }}</td>
            <td>{{ letter.valueOmitted ? say('Too large to show') : shown(letter.payload).slice(0, 200) }}</td></tr>
        } @empty { <tr><td colspan="5">{{ say('There is none.') }}</td></tr> }
      </table>
    </div>
    @if (letters.length) {
      <div class="sluice-row"><button type="button" mat-stroked-button [disabled]="busy || state.disabled" (click)="redrive()"><mat-icon>replay</mat-icon>{{ say('Send all back') }}</button>
        <span class="sluice-quiet">{{ say('They are written to the topics that they came from and read anew.') }}</span></div>
    }
  }
</div>`,
  styles: [styles],
})(DeadLettersClass);
