import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { inWords } from '../api/http';
import type { EventKind, Problem, StateName } from '../api/types';
import { Icon } from './Icon';

export function PageHead(props: { title: ReactNode; about?: ReactNode; children?: ReactNode }) {
  return (
    <div className="page-head">
      <div className="grow">
        <h1>{props.title}</h1>
        {props.about && <p>{props.about}</p>}
      </div>
      <div className="row">{props.children}</div>
    </div>
  );
}

export function Card(props: { title?: ReactNode; side?: ReactNode; flush?: boolean; children: ReactNode }) {
  const id = useId();
  return (
    <section className="card" aria-labelledby={props.title ? id : undefined}>
      {props.title && (
        <header>
          <h2 id={id}>{props.title}</h2>
          {props.side}
        </header>
      )}
      {props.flush ? props.children : <div className="body">{props.children}</div>}
    </section>
  );
}

const STATE_TONE: Record<StateName, string> = {
  running: 'good',
  starting: 'info',
  degraded: 'warn',
  failed: 'bad',
  refused: 'bad',
  stopped: '',
};

export function StateBadge(props: { state: StateName | undefined }) {
  const state = props.state ?? 'stopped';
  return <span className={`badge ${STATE_TONE[state]}`}>{state}</span>;
}

const KIND_TONE: Record<EventKind, string> = { lifecycle: 'info', error: 'bad', alarm: 'warn', debug: '' };

export function KindBadge(props: { kind: EventKind }) {
  return <span className={`badge bare ${KIND_TONE[props.kind]}`}>{props.kind}</span>;
}

export function Problems(props: { problems: Problem[]; title?: string; tone?: 'warn' }) {
  if (props.problems.length === 0) {
    return null;
  }
  const [first] = props.problems;
  return (
    <div role="alert" className={`problems ${props.tone ?? ''}`}>
      {props.title && <strong>{props.title}</strong>}
      {props.problems.length === 1 && !props.title ? (
        inWords(first!)
      ) : (
        <ul>
          {props.problems.map((problem, i) => (
            <li key={i}>{inWords(problem)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function Empty(props: { children: ReactNode }) {
  return <div className="empty">{props.children}</div>;
}

export function Modal(props: {
  title: string;
  wide?: boolean;
  onClose: () => void;
  footer?: ReactNode;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Closing gives the focus back to what had it, which taking the dialog away alone would not.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog ref={dialog} className={props.wide ? 'wide' : ''} aria-labelledby={id} onClose={props.onClose}>
      <header>
        <h2 id={id}>{props.title}</h2>
        <button className="button plain small" aria-label="Close" onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </header>
      <div className="body">{props.children}</div>
      {props.footer && <footer>{props.footer}</footer>}
    </dialog>
  );
}

export function Tabs<T extends string>(props: { label: string; tabs: [T, string][]; value: T; onChange: (tab: T) => void }) {
  const step = (by: number) => {
    const at = props.tabs.findIndex(([id]) => id === props.value);
    const next = props.tabs[(at + by + props.tabs.length) % props.tabs.length]![0];
    props.onChange(next);
    requestAnimationFrame(() => document.getElementById(`tab-${next}`)?.focus());
  };
  return (
    <div
      className="tabs"
      role="tablist"
      aria-label={props.label}
      onKeyDown={(e) => (e.key === 'ArrowRight' ? step(1) : e.key === 'ArrowLeft' ? step(-1) : undefined)}
    >
      {props.tabs.map(([id, title]) => (
        <button
          key={id}
          id={`tab-${id}`}
          role="tab"
          aria-selected={id === props.value}
          tabIndex={id === props.value ? 0 : -1}
          onClick={() => props.onChange(id)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}

export function Segments<T extends string | number>(props: {
  label: string;
  options: [T, string][];
  value: T;
  onChange: (value: T) => void;
}) {
  return (
    <div className="segments" role="group" aria-label={props.label}>
      {props.options.map(([id, title]) => (
        <button key={id} aria-pressed={id === props.value} onClick={() => props.onChange(id)}>
          {title}
        </button>
      ))}
    </div>
  );
}

export function Switch(props: { label: string; hideLabel?: boolean; on: boolean; disabled?: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="switch">
      <input
        type="checkbox"
        role="switch"
        checked={props.on}
        disabled={props.disabled}
        onChange={(e) => props.onChange(e.target.checked)}
      />
      <span className={props.hideLabel ? 'only-readers' : ''}>{props.label}</span>
    </label>
  );
}
