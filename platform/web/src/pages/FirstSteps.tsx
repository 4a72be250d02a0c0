import { get } from '../api/http';
import type { Integration, IntegrationType } from '../api/types';
import { useEvery, useResource } from '../state/resource';
import { href } from '../state/route';
import { useSession } from '../state/session';
import { Icon } from '../ui/Icon';
import { Card } from '../ui/parts';

/** What is left to do until the first record flows; gone once one does. */
export function FirstSteps() {
  const { base, operator, tenant } = useSession();
  const types = useResource(`${base}/first-types`, () => get<IntegrationType[]>(`${base}/integration-types`));
  const list = useResource(`${base}/first-integrations`, () => get<Integration[]>(`${base}/integrations`));
  useEvery(5000, () => void Promise.all([types.reload(), list.reload()]));
  if (!types.value || !list.value) {
    return null;
  }
  const type = types.value[0];
  const enabled = !!type;
  const first = list.value[0];
  const steps: [boolean, string, string, string | null][] = [
    [enabled, 'Enable a plugin', `The operator lets “${tenant?.name}” use the Kafka plugin.`, operator ? href('operator') : null],
    [!!first, 'Bring records in', 'An integration reads topics and turns records into devices with telemetry.', type ? href('integrations', 'new', type.type) : null],
    [list.value.some((one) => one.enabled), 'Start it', 'Check the connection, try the decoder on a record, then start.', first ? href('integrations', first.id) : null],
    [false, 'Send results out', 'A Kafka downlink node in a rule chain writes messages to a topic.', enabled ? href('chains') : null],
  ];
  return (
    <Card title="First steps">
      <ol className="first-steps">
        {steps.map(([done, title, about, link], i) => (
          <li key={title} data-done={done}>
            <span className="step-mark">{done ? <Icon name="check" size={15} /> : i + 1}</span>
            <div className="grow">
              {link && !done ? <a href={link}>{title}</a> : <strong>{title}</strong>}
              {done && <span className="only-readers"> (done)</span>}
              <div className="quiet small-text">{about}</div>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
