import { Bar } from '../../components/Bar.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Section } from '../../components/Page.tsx';
import { count, counted, date, number, words } from '../../format.ts';
import type { Field } from './types.ts';

// As many percentage points fewer as are worth a look.
const muchPoints = -5;

/** How full the fields are: those that lack values, those that lost most first; the full ones on demand. */
export function Fields({ fields }: { fields: Field[] }) {
  const isFull = (field: Field) => field.filledPercent === 100 && !field.changePoints;
  const lacking = fields.filter(field => !isFull(field)).sort((a, b) => (a.changePoints ?? 0) - (b.changePoints ?? 0));
  const full = fields.filter(isFull);
  return (
    <Section title="How full the fields are">
      {lacking.length > 0 && <Table caption="Fields that lack values, those that lost most first" rows={lacking} />}
      {full.length > 0 && (
        <details class="more">
          <summary>{counted(full.length, 'field')} with a value in every row, as before</summary>
          <Table caption="Fields with a value in every row" rows={full} />
        </details>
      )}
    </Section>
  );
}

function Table({ caption, rows }: { caption: string; rows: Field[] }) {
  return (
    <DataTable
      caption={caption} isCaptionHidden rows={rows} rowKey={row => `${row.source} ${row.field}`}
      columns={[
        { head: 'Field', cell: row => words(row.field) },
        { head: 'Of', cell: row => row.source },
        { head: 'Filled', isMinor: true, cell: row => <Bar share={row.filledPercent / 100} /> },
        { head: '%', isNumber: true, cell: row => number(row.filledPercent) },
        { head: 'Change', isNumber: true, cell: row => <Points of={row.changePoints} /> },
        { head: 'Rows', isNumber: true, isMinor: true, cell: row => count(row.rows) },
        { head: 'Newest day', isMinor: true, cell: row => row.newest ? date(row.newest) : '–' },
      ]} />
  );
}

function Points({ of }: { of: number | null }) {
  if (of === null || of === 0) return <span class="none">–</span>;
  const sign = of > 0 ? '+' : '−';
  return <span class={of <= muchPoints ? 'down' : undefined}>{sign}{number(Math.abs(of))} points</span>;
}
