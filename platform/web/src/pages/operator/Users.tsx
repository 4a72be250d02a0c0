import { type FormEvent, useState } from 'react';
import { get, post, problemsOf, put, remove } from '../../api/http';
import type { Problem, Role, User } from '../../api/types';
import { useResource } from '../../state/resource';
import { useSession } from '../../state/session';
import { Card, Modal, Problems } from '../../ui/parts';
import { say, sayError } from '../../ui/toast';

const ROLES: [Role, string][] = [
  ['operator', 'Operator: everything, every tenant'],
  ['tenant-admin', 'Tenant admin: the own tenant'],
  ['viewer', 'Viewer: reads the own tenant'],
];

export function Users() {
  const { me } = useSession();
  const users = useResource('users', () => get<User[]>('/api/users'));
  const tenantName = (id: string | null) => me.tenants.find((one) => one.id === id)?.name ?? '';
  const gone = (user: User) =>
    confirm(`Delete the user “${user.name}”?`) &&
    void remove(`/api/users/${user.id}`)
      .then(users.reload)
      .catch(sayError);
  const change = (user: User, what: { role: Role }, done: string) =>
    void put<User>(`/api/users/${user.id}`, what)
      .then(() => {
        say(done);
        return users.reload();
      })
      .catch(sayError);
  const [renewing, setRenewing] = useState<User | null>(null);
  return (
    <div className="stack">
      <NewUser done={users.reload} />
      <Problems problems={users.problems} />
      <Card title="Users" flush>
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Role</th>
              <th scope="col">Tenant</th>
              <th scope="col">
                <span className="only-readers">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {users.value?.map((user) => (
              <tr key={user.id}>
                <td>{user.name}</td>
                <td>
                  {user.tenant && user.id !== me.user.id ? (
                    <select
                      className="input"
                      style={{ width: 'auto' }}
                      aria-label={`Role of ${user.name}`}
                      value={user.role}
                      onChange={(e) => change(user, { role: e.target.value as Role }, `“${user.name}” is ${e.target.value} now.`)}
                    >
                      <option value="tenant-admin">tenant-admin</option>
                      <option value="viewer">viewer</option>
                    </select>
                  ) : (
                    user.role
                  )}
                </td>
                <td>{tenantName(user.tenant)}</td>
                <td className="number">
                  <button className="button small" aria-label={`New password of ${user.name}`} onClick={() => setRenewing(user)}>
                    New password
                  </button>{' '}
                  {user.id !== me.user.id && (
                    <button className="button small danger" aria-label={`Delete ${user.name}`} onClick={() => gone(user)}>
                      Delete
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      {renewing && (
        <NewPassword
          user={renewing}
          onClose={() => setRenewing(null)}
          onDone={() => {
            setRenewing(null);
            say(`“${renewing.name}” has a new password.`);
          }}
        />
      )}
    </div>
  );
}

function NewPassword(props: { user: User; onClose: () => void; onDone: () => void }) {
  const [problems, setProblems] = useState<Problem[]>([]);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    try {
      await put(`/api/users/${props.user.id}`, { password: new FormData(event.currentTarget).get('password') });
      props.onDone();
    } catch (error) {
      setProblems(problemsOf(error));
    }
  };
  return (
    <Modal title={`New password of ${props.user.name}`} onClose={props.onClose}>
      <form className="stack tight" onSubmit={(event) => void submit(event)}>
        <p className="quiet">The user is logged out everywhere.</p>
        <label htmlFor="renewed-password">Password, at least ten characters</label>
        <input id="renewed-password" name="password" type="password" className="input" autoComplete="new-password" minLength={10} required />
        <Problems problems={problems} />
        <div>
          <button className="button primary">Set</button>
        </div>
      </form>
    </Modal>
  );
}

function NewUser(props: { done: () => Promise<void> }) {
  const { me } = useSession();
  const [role, setRole] = useState<Role>('tenant-admin');
  const [problems, setProblems] = useState<Problem[]>([]);
  const [made, setMade] = useState<User | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    try {
      const tenant = role === 'operator' ? null : fields.get('tenant');
      const user = await post<User>('/api/users', { name: fields.get('name'), role, tenant });
      setMade(user);
      setProblems([]);
      form.reset();
      say(`User “${user.name}” is made.`);
      await props.done();
    } catch (error) {
      setProblems(problemsOf(error));
    }
  };
  return (
    <Card title="New user">
      <form className="stack tight" onSubmit={(event) => void submit(event)}>
        <div className="row">
          <input className="input" style={{ width: 200 }} name="name" aria-label="Name of the new user" placeholder="Name" required />
          <select className="input" style={{ width: 'auto' }} aria-label="Role" value={role} onChange={(e) => setRole(e.target.value as Role)}>
            {ROLES.map(([id, text]) => (
              <option key={id} value={id}>
                {text}
              </option>
            ))}
          </select>
          {role !== 'operator' && (
            <select className="input" style={{ width: 'auto' }} name="tenant" aria-label="Tenant of the new user">
              {me.tenants.map((tenant) => (
                <option key={tenant.id} value={tenant.id}>
                  {tenant.name}
                </option>
              ))}
            </select>
          )}
          <button className="button primary">Make</button>
        </div>
        <Problems problems={problems} />
        {made?.password && (
          <p className="problems good" role="status">
            Password of {made.name}, shown only now: <code>{made.password}</code>
          </p>
        )}
      </form>
    </Card>
  );
}
