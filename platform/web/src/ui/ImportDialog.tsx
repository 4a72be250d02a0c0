import { type ReactNode, useState } from 'react';
import { problemsOf } from '../api/http';
import type { Problem } from '../api/types';
import { Code } from './Code';
import { Modal, Problems } from './parts';

/** Takes one or more JSON documents, each from a file or pasted; what is wrong with them stands below. */
export function ImportDialog(props: {
  title: string;
  about: string;
  /** One for each document: the label of its file and that of its text. */
  documents: { file: string; text: string }[];
  /** More to choose. */
  children?: ReactNode;
  /** Gets the texts in the order of the documents, at least one of them not blank; rejects with what is wrong. */
  onImport: (texts: string[]) => Promise<void>;
  onClose: () => void;
}) {
  const [texts, setTexts] = useState(() => props.documents.map(() => ''));
  const [problems, setProblems] = useState<Problem[]>([]);
  const done = () => props.onImport(texts).catch((error: unknown) => setProblems(problemsOf(error)));
  return (
    <Modal
      title={props.title}
      wide
      onClose={props.onClose}
      footer={
        <>
          <button className="button" onClick={props.onClose}>
            Cancel
          </button>
          <button className="button primary" disabled={texts.every((text) => !text.trim())} onClick={() => void done()}>
            Import
          </button>
        </>
      }
    >
      <div className="stack">
        <p className="quiet">{props.about} Nothing is saved until you save.</p>
        {props.documents.map((document, i) => {
          const set = (text: string) => setTexts((before) => before.map((one, at) => (at === i ? text : one)));
          return (
            <div key={document.file} className="stack">
              <label className="row">
                {document.file}
                <input type="file" accept=".json,application/json" onChange={(e) => void e.target.files?.[0]?.text().then(set)} />
              </label>
              <Code label={document.text} language="json" value={texts[i]!} minHeight={props.documents.length === 1 ? 200 : undefined} onChange={set} />
            </div>
          );
        })}
        {props.children}
        <Problems problems={problems} />
      </div>
    </Modal>
  );
}
