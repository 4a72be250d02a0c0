import { Component, inject } from '@angular/core';
import type { Group } from './kinds';
import { FormState } from './state';
import { ConnectionCheck } from './tools/check';
import { DeadLetters } from './tools/letters';
import { Loops } from './tools/loops';
import { Topics } from './tools/topics';
import { Trial } from './tools/trial';

/** What can be tried of the properties of a group; nothing where the jar's endpoint does not answer. */
class ToolsClass {
  group: Group = { title: '', plain: [], more: [] };
  readonly state = inject(FormState);
  has = (name: string) => [...this.group.plain, ...this.group.more].some((entry) => entry.name === name);
}

export type Tools = ToolsClass;
export const Tools = Component({
  selector: 'sluice-tools',
  standalone: true,
  imports: [ConnectionCheck, DeadLetters, Loops, Topics, Trial],
  inputs: ['group'],
  template: `
@if (state.connected) {
  @if (has('connection')) { <sluice-check></sluice-check> }
  @if (has('topics') || has('topic')) { <sluice-topics></sluice-topics> }
  @if (has('decoder')) { <sluice-trial></sluice-trial> }
  @if (has('failures')) { <sluice-letters></sluice-letters> }
  @if (has('loopGuard')) { <sluice-loops></sluice-loops> }
}`,
})(ToolsClass);
