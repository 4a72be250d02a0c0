import type { JsonObject } from '../api/types';

export interface Draft {
  name: string;
  type: string;
  config: JsonObject;
}

let kept: Draft | null = null;

/** Hands an imported integration over to the page that edits it. */
export function keepDraft(draft: Draft) {
  kept = draft;
}

export function takeDraft(type: string): Draft | null {
  const draft = kept?.type === type ? kept : null;
  kept = null;
  return draft;
}
