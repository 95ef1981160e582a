import { Bar } from '../../components/Bar.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Money } from '../../components/Money.tsx';
import { Section } from '../../components/Page.tsx';
import { count, sentence, words } from '../../format.ts';
import { link } from '../../router.ts';
import type { Report } from '../../types.ts';

/** The segments of each scheme as a run has them: customers, and value as a bar. */
export function Sizes({ report }: { report: Report }) {
  return <>{report.schemes.map(({ scheme, segments }) => {
    const most = Math.max(...segments.map(segment => segment.value), 1);
    return (
      <Section key={scheme} class="run-sizes" title={sentence(words(scheme))}>
        <DataTable
          caption={`Segments of ${words(scheme)}, best first`} isCaptionHidden rows={segments}
          rowKey={row => row.segment} href={row => link(['schemes', scheme, row.segment])}
          columns={[
            { head: 'Segment', cell: row => row.name },
            { head: 'Customers', isNumber: true, cell: row => count(row.customers) },
            { head: 'Value', isNumber: true, cell: row => <Money value={row.value} currency={report.currency} /> },
            { head: 'Value compared', isMinor: true, cell: row => <Bar share={row.value / most} /> },
          ]} />
      </Section>
    );
  })}</>;
}
