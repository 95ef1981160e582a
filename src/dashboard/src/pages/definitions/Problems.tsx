import { sentence } from '../../format.ts';
import type { Problem } from './types.ts';

/** What the check finds in definition files: where, what, and what to do; or that there is nothing. */
export function Problems({ items }: { items: Problem[] }) {
  if (items.length === 0) return <p class="up">Nothing is wrong with them.</p>;
  return (
    <ul class="findings">{items.map(one => (
      <li key={`${one.file}:${one.line}:${one.column} ${one.code}`}>
        <p>
          <strong class={one.severity === 'error' ? 'down' : 'warn'}>{sentence(one.severity)}</strong>{' '}
          <code>{place(one)}</code> {one.found}
        </p>
        <p class="quiet small">Better: {one.expected}.{one.fix && ` ${sentence(one.fix)}.`}</p>
      </li>
    ))}</ul>
  );
}

const place = ({ file, line, column }: Problem) => line === 0 ? file : `${file}:${line}:${column}`;
