import { get } from '../api/http';
import { useResource } from '../state/resource';
import { Card, PageHead, Problems } from '../ui/parts';

interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  responses?: Record<string, { description?: string }>;
}

interface OpenApi {
  info: { description?: string };
  paths: Record<string, Record<string, Operation>>;
}

const METHODS = ['get', 'post', 'put', 'delete'];

/** Every route of the host's REST, from the document that describes it. */
export default function RestApi() {
  const document = useResource('openapi', () => get<OpenApi>('/api/openapi.json'));
  const routes = Object.entries(document.value?.paths ?? {}).flatMap(([path, methods]) =>
    METHODS.filter((method) => methods[method]).map((method) => [method, path, methods[method]!] as const),
  );
  return (
    <>
      <PageHead title="REST" about="Everything that this page does goes through these routes; other programs may use them too.">
        <a className="button" href="/api/openapi.json" download="sluice-openapi.json">
          OpenAPI document
        </a>
      </PageHead>
      <div className="stack">
        <Problems problems={document.problems} />
        <Card flush>
          <div className="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">Route</th>
                  <th scope="col">Does</th>
                </tr>
              </thead>
              <tbody>
                {routes.map(([method, path, operation]) => (
                  <tr key={method + path}>
                    <td className="mono">
                      <strong>{method.toUpperCase()}</strong> {path}
                    </td>
                    <td>
                      {words(operation.operationId)}
                      <div className="quiet small-text">{operation.description ?? operation.summary ?? answer(operation)}</div>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Card>
      </div>
    </>
  );
}

/** `createRuleChain` as words. */
const words = (id = '') => id.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const answer = (operation: Operation) => operation.responses?.['200']?.description ?? operation.responses?.['201']?.description;
