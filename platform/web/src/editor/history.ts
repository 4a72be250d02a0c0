import { useCallback, useReducer } from 'react';

interface State<T> {
  past: T[];
  present: T;
  future: T[];
  /** What the last change was about; changes of the same thing in a row are one step. */
  about: string;
}

type Action<T> = { do: 'change'; value: T; about: string } | { do: 'undo' } | { do: 'redo' } | { do: 'reset'; value: T };

const DEEPEST = 200;

export function step<T>(state: State<T>, action: Action<T>): State<T> {
  switch (action.do) {
    case 'change': {
      const joined = action.about !== '' && action.about === state.about;
      const past = joined ? state.past : [...state.past.slice(-DEEPEST), state.present];
      return { past, present: action.value, future: [], about: action.about };
    }
    case 'undo': {
      const before = state.past[state.past.length - 1];
      return before === undefined
        ? state
        : { past: state.past.slice(0, -1), present: before, future: [state.present, ...state.future], about: '' };
    }
    case 'redo': {
      const [next, ...future] = state.future;
      return next === undefined ? state : { past: [...state.past, state.present], present: next, future, about: '' };
    }
    case 'reset':
      return { past: [], present: action.value, future: [], about: '' };
  }
}

/** A value whose changes can be taken back. */
export function useHistory<T>(first: T) {
  const [state, dispatch] = useReducer(step<T>, { past: [], present: first, future: [], about: '' });
  return {
    value: state.present,
    canUndo: state.past.length > 0,
    canRedo: state.future.length > 0,
    change: useCallback((value: T, about = '') => dispatch({ do: 'change', value, about }), []),
    undo: useCallback(() => dispatch({ do: 'undo' }), []),
    redo: useCallback(() => dispatch({ do: 'redo' }), []),
    reset: useCallback((value: T) => dispatch({ do: 'reset', value }), []),
  };
}
