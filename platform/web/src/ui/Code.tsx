import { lazy, Suspense } from 'react';
import type { CodeEditorProps } from './CodeEditor';

const CodeEditor = lazy(() => import('./CodeEditor'));

/** A code editor that is loaded when the first one is shown. */
export function Code(props: CodeEditorProps) {
  return (
    <Suspense fallback={<pre style={{ minHeight: props.minHeight ?? 120 }}>{props.value}</pre>}>
      <CodeEditor {...props} />
    </Suspense>
  );
}
