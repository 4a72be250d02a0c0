import { count } from './format';

export function CounterTable(props: { counters: Record<string, number> }) {
  return (
    <table>
      <tbody>
        {Object.entries(props.counters)
          .sort(([a], [b]) => a.localeCompare(b))
          .map(([name, value]) => (
            <tr key={name}>
              <td>{name}</td>
              <td className="number">{count(value)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
