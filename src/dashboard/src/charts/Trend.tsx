import { areaY, dot, lineY, plot } from '@observablehq/plot';
import { useEffect, useRef } from 'preact/hooks';
import { brief, date } from '../format.ts';

/** A value on a day. */
export interface Point {
  day: string;
  value: number;
}

const height = 150;

/** Values over time, from zero. `label` says what is drawn, for those who cannot see it and above the axis. */
export function Trend({ points, label, unit }: { points: Point[]; label: string; unit: string | null }) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!box.current) return;
    const draw = () => box.current?.replaceChildren(drawn(points, label, unit, box.current.clientWidth));
    const observer = new ResizeObserver(draw);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [JSON.stringify(points)]);
  return <figure class="trend" ref={box} />;
}

const tick = (value: number): string => brief(value).replace('.0 ', ' ');

function drawn(points: Point[], label: string, unit: string | null, width: number): Element {
  const data = points.map(point => ({ x: new Date(point.day), y: point.value }));
  const tell = (value: number) => unit ? `${brief(value)} ${unit}` : brief(value);
  const chart = plot({
    width, height, marginLeft: 48, marginBottom: 24, marginTop: 10, marginRight: 14,
    style: { background: 'transparent', fontFamily: 'inherit', fontSize: '12px', color: 'var(--ink-3)' },
    x: { type: 'utc', label: null, ticks: Math.min(6, data.length) },
    y: { label: null, ticks: 4, tickFormat: tick, zero: true, nice: true, grid: true },
    marks: [
      areaY(data, { x: 'x', y: 'y', fill: 'var(--accent-soft)', fillOpacity: 0.5 }),
      lineY(data, { x: 'x', y: 'y', stroke: 'var(--accent)', strokeWidth: 2 }),
      dot(data, {
        x: 'x', y: 'y', r: 3, fill: 'var(--accent)',
        title: (point: { x: Date; y: number }) => `${date(point.x.toISOString())}: ${tell(point.y)}`,
      }),
    ],
  });
  // The picture has a text for itself; those of its parts say nothing more.
  chart.querySelectorAll('[aria-label]').forEach(part => part.removeAttribute('aria-label'));
  const [first, last] = [points[0], points.at(-1)];
  chart.setAttribute('role', 'img');
  chart.setAttribute('aria-label', first && last
    ? `${label}: ${tell(first.value)} on ${date(first.day)}, ${tell(last.value)} on ${date(last.day)}` : label);
  return chart;
}
