import { CommonModule } from '@angular/common';
import { Component } from '@angular/core';
import { SharedModule } from '@shared/public-api';
import type { LoopMap } from '../api';
import { Tool } from './tool';
import styles from './tool.css';

const TONES = { refused: 'bad', warned: 'warn', allowed: 'good' } as const;

/** Which Kafka nodes of the tenant lead to which, and where data would circle. */
class LoopsClass extends Tool {
  map?: LoopMap;

  run() {
    void this.ask(async () => {
      this.map = await this.api.get<LoopMap>('loops');
    });
  }
  name = (id: string) => this.map?.vertices.find((one) => one.id === id)?.name ?? id;
  mine = (id: string) => id === this.state.nodeId;
  tone = (verdict: keyof typeof TONES) => `sluice-${TONES[verdict]}`;
  circle = (path: string[]) => [...path, path[0]!].map(this.name).join(' → ');
}

export const Loops = Component({
  selector: 'sluice-loops',
  standalone: true,
  imports: [CommonModule, SharedModule],
  template: `
<div class="sluice-column">
  <div><button type="button" mat-stroked-button color="primary" [disabled]="busy" (click)="run()"><mat-icon>hub</mat-icon>{{ say('Loop map') }}</button></div>
  @if (failure) { <div class="sluice-failure" role="alert">{{ failure }}</div> }
  @if (map) {
    @for (cycle of map.cycles; track $index) { <div [class]="tone(cycle.verdict)"><b>{{ circle(cycle.path) }}</b> {{ cycle.verdict }} {{ cycle.text }}</div> }
    @empty { <div class="sluice-good">{{ say('No data can circle.') }}</div> }
    <div class="sluice-scroll" tabindex="0">
      <table>
        <tr><th>{{ say('From') }}</th><th>{{ say('By way of') }}</th><th>{{ say('To') }}</th></tr>
        @for (edge of map.edges; track $index) {
          <tr><td [class.sluice-mine]="mine(edge.from)">{{ name(edge.from) }}</td><td>{{ edge.via }}</td><td [class.sluice-mine]="mine(edge.to)">{{ name(edge.to) }}</td></tr>
        } @empty { <tr><td colspan="3">{{ say('No running Kafka node leads to another.') }}</td></tr> }
      </table>
    </div>
  }
</div>`,
  styles: [styles],
})(LoopsClass);
