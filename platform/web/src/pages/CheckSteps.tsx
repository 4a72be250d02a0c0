import { useEffect, useRef } from 'react';
import type { CheckReport } from '../api/types';

const TONE = { ok: 'good', warning: 'warn', failed: 'bad', skipped: '' } as const;

/** The layers of a connection check in the order tried. */
export function CheckSteps(props: { report: CheckReport }) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.scrollIntoView({ block: 'nearest' });
  }, [props.report]);
  if (props.report.steps.length === 0) {
    return <p className="quiet">There is nothing to check.</p>;
  }
  return (
    <ol ref={list} className="check-steps" aria-label="Connection check">
      {props.report.steps.map((step, i) => (
        <li key={i}>
          <span className={`badge ${TONE[step.outcome]}`}>{step.outcome}</span>
          <div className="grow">
            <strong>{step.layer}</strong> {step.text}
            {step.hint && <div className="quiet">{step.hint}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
