import { Bar } from '../../components/Bar.tsx';
import { Money } from '../../components/Money.tsx';
import { Section } from '../../components/Page.tsx';
import { count, percent } from '../../format.ts';
import { link } from '../../router.ts';
import type { Report } from '../../types.ts';
import { sizes } from '../../views/overview.ts';

const manyRows = 8;

/** The segments of a scheme by value: each a bar of its share of value, with its customers. */
export function Sizes({ scheme, currency }: { scheme: Report['schemes'][number]; currency: string | null }) {
  const rows = sizes(scheme);
  const longest = Math.max(0.01, ...rows.flatMap(row => [row.share, row.valueShare]));
  return (
    <Section title="Where the value is" aside={<span class="small quiet">share of value; the line: of customers</span>}>
      <table class={`sizes rows-link ${rows.length > manyRows ? 'dense' : ''}`}>
        <caption class="unseen">Segments by value</caption>
        <thead class="unseen">
          <tr><th scope="col">Segment</th><th scope="col">Share of value and of customers</th>
            <th scope="col">Value</th><th scope="col">Customers</th></tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.segment}>
              <td><a class="row-link" href={link(['schemes', scheme.scheme, row.segment])}>{row.name}</a></td>
              <td class="sizes-bar">
                <Bar share={row.valueShare / longest} mark={row.share / longest}
                  label={`${percent(row.valueShare)} of value, ${percent(row.share)} of customers`} />
              </td>
              <td class="number"><Money value={row.value} currency={currency} /></td>
              <td class="number quiet" title={`${percent(row.share)} of customers`}>{count(row.customers)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
