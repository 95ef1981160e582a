import { count } from '../../format.ts';
import { cellsOf } from './cells.ts';
import type { PreviewedScheme } from './types.ts';

/** Who would go where: a row for each segment of now, a column for each after. The rows add up to the sizes of now. */
export function Matrix({ scheme }: { scheme: PreviewedScheme }) {
  const name = (segment: string | null, otherwise: string) =>
    segment === null ? otherwise : scheme.segments.find(one => one.segment === segment)?.name ?? segment;
  const { rows, columns, at } = cellsOf(scheme);
  return (
    <div class="table-box" role="region" aria-label="Who would go where" tabIndex={0}>
      <table class="matrix">
        <caption>From (rows) and to (columns)</caption>
        <thead>
          <tr>
            <td />
            {columns.map(to => <th key={to} scope="col">{name(to, 'gone')}</th>)}
          </tr>
        </thead>
        <tbody>{rows.map(from => (
          <tr key={from}>
            <th scope="row">{name(from, 'new')}</th>
            {columns.map(to => <td key={to} class={from === to ? 'stay' : undefined}>{shown(at(from, to))}</td>)}
          </tr>
        ))}</tbody>
      </table>
    </div>
  );
}

const shown = (customers: number) => customers === 0 ? <span class="none">–</span> : count(customers);
