import { Bar } from '../../components/Bar.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Section } from '../../components/Page.tsx';
import { count, date, number } from '../../format.ts';
import type { Field } from './types.ts';

// As many percentage points fewer as are worth a look.
const muchPoints = -5;

/** How full the fields are, those that lost most first. */
export function Fields({ fields }: { fields: Field[] }) {
  const sorted = [...fields].sort((a, b) => (a.changePoints ?? 0) - (b.changePoints ?? 0));
  return (
    <Section title="How full the fields are">
      <DataTable
        caption="Fields, those that lost most values first" isCaptionHidden rows={sorted}
        rowKey={row => `${row.source} ${row.field}`}
        columns={[
          { head: 'Field', cell: row => row.field },
          { head: 'Of', cell: row => row.source },
          { head: 'Filled', cell: row => <Bar share={row.filledPercent / 100} /> },
          { head: '%', isNumber: true, cell: row => number(row.filledPercent) },
          { head: 'Change', isNumber: true, cell: row => <Points of={row.changePoints} /> },
          { head: 'Rows', isNumber: true, isMinor: true, cell: row => count(row.rows) },
          { head: 'Newest day', isMinor: true, cell: row => row.newest ? date(row.newest) : '–' },
        ]} />
    </Section>
  );
}

function Points({ of }: { of: number | null }) {
  if (of === null || of === 0) return <span class="none">–</span>;
  const sign = of > 0 ? '+' : '−';
  return <span class={of <= muchPoints ? 'down' : undefined}>{sign}{number(Math.abs(of))} points</span>;
}
