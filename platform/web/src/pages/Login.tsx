import { type FormEvent, useState } from 'react';
import { post, problemsOf } from '../api/http';
import type { Problem } from '../api/types';
import { Problems } from '../ui/parts';
import { ThemeButton } from '../ui/Shell';

export function Login(props: { done: () => void }) {
  const [problems, setProblems] = useState<Problem[]>([]);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    try {
      await post('/api/login', { name: form.get('name'), password: form.get('password') });
      props.done();
    } catch (error) {
      setProblems(problemsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className="login">
      <form className="card stack" onSubmit={(event) => void submit(event)}>
        <div className="row spread">
          <div className="brand" style={{ padding: 0 }}>
            <img src="./mark.svg" width="30" height="30" alt="" />
            <h1>Sluice</h1>
          </div>
          <ThemeButton />
        </div>
        <p className="quiet">The first password was printed when the host started for the first time.</p>
        <Problems problems={problems} />
        <div>
          <label htmlFor="name">Name</label>
          <input id="name" name="name" className="input" autoComplete="username" autoFocus required />
        </div>
        <div>
          <label htmlFor="password">Password</label>
          <input id="password" name="password" type="password" className="input" autoComplete="current-password" required />
        </div>
        <button className="button primary" style={{ justifyContent: 'center' }} disabled={busy}>
          Log in
        </button>
      </form>
    </main>
  );
}
