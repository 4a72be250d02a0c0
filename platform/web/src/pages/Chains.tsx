import { get, post, remove } from '../api/http';
import type { Chain } from '../api/types';
import { ChainPage } from '../editor/ChainPage';
import { useEvery, useResource } from '../state/resource';
import { href, useRoute } from '../state/route';
import { useSession } from '../state/session';
import { count } from '../ui/format';
import { Card, Empty, PageHead, Problems } from '../ui/parts';
import { say, sayError } from '../ui/toast';

export default function Chains() {
  const [, id] = useRoute();
  return id ? <ChainPage key={id} id={id} /> : <ChainList />;
}

function ChainList() {
  const { base, writes } = useSession();
  const chains = useResource(base, () => get<Chain[]>(`${base}/rule-chains`));
  useEvery(3000, () => void chains.reload());
  const act = (work: Promise<unknown>, done: string) =>
    void work
      .then(() => {
        say(done);
        return chains.reload();
      })
      .catch(sayError);
  return (
    <>
      <PageHead title="Rule chains" about="What happens to a message between the uplink and the downlink.">
        {writes && (
          <a className="button primary" href={href('chains', 'new')}>
            New rule chain
          </a>
        )}
      </PageHead>
      <Problems problems={chains.problems} />
      <Card flush>
        {chains.value?.length === 0 && <Empty>No rule chain yet.</Empty>}
        {!!chains.value?.length && (
          <div className="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col" className="number">
                    Nodes
                  </th>
                  {['Messages', 'Success', 'Failure', 'Loop'].map((title) => (
                    <th key={title} scope="col" className="number">
                      {title}
                    </th>
                  ))}
                  <th scope="col">
                    <span className="only-readers">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {chains.value.map((chain) => (
                  <tr key={chain.id}>
                    <td>
                      <a href={href('chains', chain.id)}>{chain.name}</a> {chain.root && <span className="badge info">root</span>}
                    </td>
                    <td className="number">{chain.document.nodes.length}</td>
                    {['messages', 'success', 'failure', 'loop'].map((name) => (
                      <td key={name} className="number">
                        {count(chain.status.counters?.[name] ?? 0)}
                      </td>
                    ))}
                    <td className="number">
                      {writes && !chain.root && (
                        <span className="row" style={{ justifyContent: 'flex-end' }}>
                          <button
                            className="button small"
                            onClick={() => act(post(`${base}/rule-chains/${chain.id}/root`), `“${chain.name}” is the root chain now.`)}
                          >
                            Make root
                          </button>
                          <button
                            className="button small danger"
                            onClick={() =>
                              confirm(`Delete the rule chain “${chain.name}”?`) &&
                              act(remove(`${base}/rule-chains/${chain.id}`), `“${chain.name}” is gone.`)
                            }
                          >
                            Delete
                          </button>
                        </span>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
    </>
  );
}
