import { direction } from '../views/overview.ts';

const said = { up: 'up to', down: 'down to', still: 'to' };

/** The arrow of a move, in the colour of its direction; read out as "up to" or "down to". */
export function Direction({ from, to, order }: { from: string | null; to: string | null; order: string[] }) {
  const way = direction(from, to, order);
  return <><span class={`arrow ${way}`} aria-hidden="true">→</span><span class="unseen">{said[way]}</span></>;
}
