import { useState } from 'react';
import { get, problemsOf, put } from '../../api/http';
import type { JsonObject, Plugin, Problem } from '../../api/types';
import { closed, ConfigForm, opened } from '../../form/ConfigForm';
import { useResource } from '../../state/resource';
import { Card, Empty, Problems } from '../../ui/parts';
import { say } from '../../ui/toast';

/** Each plugin's limits, address policy and loop policy. */
export function Plugins() {
  const plugins = useResource('plugins', () => get<Plugin[]>('/api/plugins'));
  return (
    <div className="stack">
      <Problems problems={plugins.problems} />
      {plugins.value?.length === 0 && <Empty>No plugin jar is in the plugins directory.</Empty>}
      {plugins.value?.map((plugin) => (
        <Settings key={plugin.id} plugin={plugin} />
      ))}
    </div>
  );
}

function Settings(props: { plugin: Plugin }) {
  const { plugin } = props;
  const at = `/api/plugins/${plugin.id}/settings`;
  const stored = useResource(at, () => get<JsonObject>(at));
  const [value, setValue] = useState<JsonObject | null>(null);
  const [problems, setProblems] = useState<Problem[]>([]);
  const descriptor = plugin.settings;
  if (!descriptor || !stored.value) {
    return (
      <Card title={plugin.id}>
        <Problems problems={stored.problems} />
        {stored.value && <p className="quiet">This plugin has no settings.</p>}
      </Card>
    );
  }
  const save = async () => {
    try {
      stored.set(await put<JsonObject>(at, closed(descriptor, value ?? stored.value!)));
      setValue(null);
      setProblems([]);
      say('The settings hold for what starts from now on.');
    } catch (error) {
      setProblems(problemsOf(error));
    }
  };
  return (
    <Card
      title={`${plugin.id} ${plugin.version}`}
      side={
        <button className="button small primary" disabled={!value} onClick={() => void save()}>
          Save
        </button>
      }
    >
      <Problems title={problems.length > 1 ? `${problems.length} problems` : undefined} problems={problems} />
      <ConfigForm fieldsOnly descriptor={descriptor} idPrefix={`settings-${plugin.id}`} value={value ?? opened(descriptor, stored.value)} problems={problems} onChange={setValue} />
    </Card>
  );
}
