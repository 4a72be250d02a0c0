import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

export interface Series {
  label: string;
  /** Number of the theme's chart colour, from 1. */
  colour: number;
}

const css = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
export const colourOf = (n: number) => `var(--chart-${((n - 1) % 6) + 1})`;

function options(series: Series[], width: number, height: number): uPlot.Options {
  const axis: uPlot.Axis = {
    stroke: css('--ink-3'),
    grid: { stroke: css('--line'), width: 1 },
    ticks: { show: false },
    font: `11px ${css('--sans')}`,
  };
  return {
    width,
    height,
    cursor: { points: { size: 6 } },
    legend: { show: false },
    padding: [10, 14, 0, 0],
    axes: [{ ...axis, values: clock, size: 26, space: 70 }, { ...axis, size: 52, values: (_, values) => values.map(short) }],
    scales: { y: { range: (_, min, max) => padded(min, max) } },
    series: [
      {},
      ...series.map((one) => ({
        label: one.label,
        stroke: css(`--chart-${((one.colour - 1) % 6) + 1}`),
        width: 1.8,
        spanGaps: true,
        points: { show: false },
      })),
    ],
  };
}

const short = (value: number) => new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 }).format(value);

function clock(_: uPlot, times: number[]) {
  const seconds = times.length > 1 && times[1]! - times[0]! < 60;
  const days = times.length > 1 && times[1]! - times[0]! >= 43_200;
  return times.map((at) => {
    const date = new Date(at * 1000);
    return days
      ? date.toLocaleDateString('en-CA').slice(5)
      : date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: seconds ? '2-digit' : undefined });
  });
}

function padded(min: number | null, max: number | null): [number, number] {
  if (min === null || max === null || (min === 0 && max === 0)) {
    return [0, 1];
  }
  const low = min >= 0 && min < max * 0.5 ? 0 : min;
  const room = (max - low || Math.abs(max) || 1) * 0.08;
  return [low === 0 ? 0 : low - room, max + room];
}

/** A line chart over time; the first list of `data` holds seconds since 1970. */
export function Chart(props: { label: string; series: Series[]; data: (number | null)[][]; height?: number }) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const data = useRef(props.data);
  data.current = props.data;
  const height = props.height ?? 220;
  const shape = JSON.stringify(props.series);

  useEffect(() => {
    const place = box.current!;
    const draw = () => {
      plot.current?.destroy();
      const made = options(JSON.parse(shape) as Series[], place.clientWidth, height);
      plot.current = new uPlot(made, data.current as uPlot.AlignedData, place);
    };
    draw();
    const resize = new ResizeObserver(() => plot.current?.setSize({ width: place.clientWidth, height }));
    resize.observe(place);
    addEventListener('sluice-theme', draw);
    return () => {
      removeEventListener('sluice-theme', draw);
      resize.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [shape, height]);

  useEffect(() => {
    plot.current?.setData(props.data as uPlot.AlignedData);
  }, [props.data]);

  return (
    <div>
      <div ref={box} className="chart" role="img" aria-label={props.label} style={{ height }} />
      <div className="legend">
        {props.series.map((one) => (
          <span key={one.label}>
            <i style={{ background: colourOf(one.colour) }} />
            {one.label}
          </span>
        ))}
      </div>
    </div>
  );
}
