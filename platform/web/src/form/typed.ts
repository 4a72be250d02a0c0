import { same } from '@sluice/forms';
import { useState } from 'react';
import type { Json } from '../api/types';

/**
 * What a person types for a value, of which a value can be made at any time but which a value alone
 * does not bring back: a row that has no name yet, JSON that is not complete. It is kept while the
 * value is what it stands for, and given up when the value is set from elsewhere (undo, an import).
 */
export function useTyped<T>(value: Json | undefined, show: (value: Json | undefined) => T, read: (typed: T) => Json | undefined): [T, (typed: T) => void] {
  const [typed, setTyped] = useState(() => show(value));
  const [seen, setSeen] = useState(value);
  if (!same(seen, value)) {
    setSeen(value);
    if (!same(read(typed) ?? undefined, value)) {
      setTyped(show(value));
    }
  }
  return [typed, setTyped];
}
