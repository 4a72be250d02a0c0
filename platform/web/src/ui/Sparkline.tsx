const WIDTH = 90;
const HEIGHT = 22;

/** A small line of the newest values, without axes. */
export function Sparkline(props: { values: number[]; label: string }) {
  const { values } = props;
  const most = Math.max(...values, 1e-9);
  const points = values.map((value, i) => `${((i / Math.max(1, values.length - 1)) * WIDTH).toFixed(1)},${(HEIGHT - 2 - (value / most) * (HEIGHT - 4)).toFixed(1)}`);
  return (
    <svg className="sparkline" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={props.label}>
      {values.length > 1 && <polyline points={points.join(' ')} />}
    </svg>
  );
}
