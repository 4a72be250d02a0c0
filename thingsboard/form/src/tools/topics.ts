import { CommonModule } from '@angular/common';
import { Component } from '@angular/core';
import { SharedModule } from '@shared/public-api';
import type { JsonObject } from '@sluice/forms';
import type { Topic } from '../api';
import { Tool } from './tool';
import styles from './tool.css';

/** Topics of the cluster, to pick from. */
class TopicsClass extends Tool {
  topics?: Topic[];
  truncated = false;
  wanted = '';

  run() {
    void this.ask(async () => {
      const answer = await this.api.post<{ topics: Topic[]; truncated: boolean }>('topics', this.state.body());
      this.topics = answer.topics;
      this.truncated = answer.truncated;
    });
  }
  get found() {
    return (this.topics ?? []).filter(({ name }) => name.toLowerCase().includes(this.wanted.toLowerCase()));
  }
  private get chosen(): string[] {
    const { topics, topic } = this.state.value;
    return Array.isArray(topics) ? (topics as string[]) : typeof topic === 'string' ? [topic] : [];
  }
  isChosen = (name: string) => this.chosen.includes(name);
  /** An uplink reads any number of topics, a downlink writes to one. */
  pick(name: string) {
    const others = this.chosen.filter((one) => one !== name);
    const part: JsonObject = this.state.kind === 'downlink' ? { topic: name } : { topics: this.isChosen(name) ? others : [...others, name] };
    this.state.replaced.next({ ...this.state.value, ...part });
  }
}

export const Topics = Component({
  selector: 'sluice-topics',
  standalone: true,
  imports: [CommonModule, SharedModule],
  template: `
<div class="sluice-column">
  <div><button type="button" mat-stroked-button color="primary" [disabled]="busy" (click)="run()"><mat-icon>list</mat-icon>{{ say('Topics of the cluster') }}</button></div>
  @if (failure) { <div class="sluice-failure" role="alert">{{ failure }}</div> }
  @if (topics) {
    <mat-form-field subscriptSizing="dynamic"><mat-label>{{ say('Part of the name') }}</mat-label><input matInput [value]="wanted" (input)="wanted = $any($event.target).value" autocomplete="off"></mat-form-field>
    <div class="sluice-scroll" tabindex="0">
      <table>
        <tr><th></th><th>{{ say('Topic') }}</th><th>{{ say('Partitions') }}</th><th>{{ say('Records') }}</th><th>{{ say('Newest') }}</th></tr>
        @for (topic of found; track topic.name) {
          <tr><td><button type="button" mat-icon-button class="tb-mat-32" [disabled]="state.disabled" [attr.aria-label]="say(isChosen(topic.name) ? 'Leave out {0}' : 'Choose {0}', topic.name)" [attr.aria-pressed]="isChosen(topic.name)" (click)="pick(topic.name)"><mat-icon>{{ isChosen(topic.name) ? 'check_box' : 'check_box_outline_blank' }}</mat-icon></button></td>
            <td>{{ topic.name }}</td><td>{{ topic.partitions }}</td><td>{{ topic.records }}</td><td>{{ time(topic.newest) }}</td></tr>
        } @empty { <tr><td colspan="5">{{ say('There is none.') }}</td></tr> }
      </table>
    </div>
    @if (truncated) { <div class="sluice-quiet">{{ say('The cluster has more topics than are shown; write the name of one that is missing.') }}</div> }
  }
</div>`,
  styles: [styles],
})(TopicsClass);
