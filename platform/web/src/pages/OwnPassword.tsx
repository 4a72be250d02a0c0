import { type FormEvent, useState } from 'react';
import { problemsOf, put } from '../api/http';
import type { Problem } from '../api/types';
import { useSession } from '../state/session';
import { Modal, Problems } from '../ui/parts';
import { say } from '../ui/toast';

/** Changes the password of who is logged in, which ends all sessions. */
export function OwnPassword(props: { onClose: () => void }) {
  const { me, refresh } = useSession();
  const [problems, setProblems] = useState<Problem[]>([]);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    try {
      await put('/api/me/password', { old: form.get('old'), new: form.get('new') });
      say('The password is changed. Log in with the new one.');
      props.onClose();
      await refresh();
    } catch (error) {
      setProblems(problemsOf(error).map((one) => ({ ...one, path: one.path.replace('fresh', 'new') })));
    }
  };
  return (
    <Modal title={`Password of ${me.user.name}`} onClose={props.onClose}>
      <form className="stack tight" onSubmit={(event) => void submit(event)}>
        <label htmlFor="old-password">Present password</label>
        <input id="old-password" name="old" type="password" className="input" autoComplete="current-password" required />
        <label htmlFor="new-password">New password, at least ten characters</label>
        <input id="new-password" name="new" type="password" className="input" autoComplete="new-password" minLength={10} required />
        <Problems problems={problems} />
        <div>
          <button className="button primary">Change</button>
        </div>
      </form>
    </Modal>
  );
}
