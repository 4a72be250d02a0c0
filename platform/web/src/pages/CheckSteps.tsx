import { useEffect, useRef, useState } from 'react';
import { postForLines, problemsOf } from '../api/http';
import type { CheckReport, CheckStep, Problem } from '../api/types';
import { millis } from '../ui/format';

const TONE = { ok: 'good', warning: 'warn', failed: 'bad', skipped: '' } as const;

interface Check {
  steps: CheckStep[];
  running: boolean;
  /** Whether no step failed; undefined until all is known. */
  ok?: boolean;
}

/** Tries a connection and follows its steps. */
export function useCheck(path: string) {
  const [check, setCheck] = useState<Check | null>(null);
  const run = async (body: unknown): Promise<Problem[]> => {
    setCheck({ steps: [], running: true });
    try {
      await postForLines<{ step?: CheckStep; report?: CheckReport }>(path, body, ({ step, report }) => {
        if (report) {
          setCheck({ ...report, running: false });
        } else if (step) {
          setCheck((before) => ({ steps: [...(before?.steps ?? []), step], running: true }));
        }
      });
      // A host that went away in the middle has sent no report.
      setCheck((before) => before && { ...before, running: false });
      return [];
    } catch (error) {
      setCheck(null);
      return problemsOf(error).map((one) => ({ ...one, path: one.path.replace(/^config\.?/, '') }));
    }
  };
  return { check, run, clear: () => setCheck(null) };
}

/** The layers of a connection check in the order tried, each as soon as it is known. */
export function CheckSteps(props: { check: Check }) {
  const { steps, running, ok } = props.check;
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [steps.length, running]);
  return (
    <div className="check" aria-live="polite" aria-busy={running}>
      <ol className="check-steps" aria-label="Connection check">
        {steps.map((step, i) => (
          <li key={i} data-layer={step.layer} data-outcome={step.outcome}>
            <span className={`badge ${TONE[step.outcome]}`}>{step.outcome}</span>
            <div className="grow">
              <strong>{step.layer}</strong> {step.text}
              {step.hint && <div className="quiet">{step.hint}</div>}
            </div>
            {step.millis > 0 && <span className="number quiet small-text">{millis(step.millis)}</span>}
          </li>
        ))}
      </ol>
      <div ref={end}>
        {running && (
          <p className="row quiet" role="status">
            <i className="spinner" /> {steps.length === 0 ? 'Looking for the first server…' : 'Trying the next layer…'}
          </p>
        )}
        {!running && ok !== undefined && (
          <p role="status" data-check={ok ? 'ok' : 'failed'}>
            {steps.length === 0 ? 'There is nothing to check.' : ok ? 'The connection works.' : 'The connection does not work; the first red layer says why.'}
          </p>
        )}
      </div>
    </div>
  );
}
