import { useSyncExternalStore } from 'react';
import { problemsOf, inWords } from '../api/http';

interface Toast {
  id: number;
  text: string;
}

let toasts: Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function set(next: Toast[]) {
  toasts = next;
  listeners.forEach((listener) => listener());
}

/** Tells the user something that needs no answer. */
export function say(text: string) {
  const id = ++last;
  set([...toasts.filter((toast) => toast.text !== text).slice(-2), { id, text }]);
  setTimeout(() => set(toasts.filter((toast) => toast.id !== id)), 4000);
}

/** Tells the user what went wrong with something that has no place of its own for it. */
export const sayError = (error: unknown) => say(problemsOf(error).map(inWords).join('\n'));

export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((toast) => (
        <div key={toast.id} className="toast">
          {toast.text}
        </div>
      ))}
    </div>
  );
}
