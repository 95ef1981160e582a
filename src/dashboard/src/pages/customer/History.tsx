import { DataTable, type Column } from '../../components/DataTable.tsx';
import { Section } from '../../components/Page.tsx';
import { date, words } from '../../format.ts';
import { link } from '../../router.ts';
import type { Customer, HistoryItem } from '../../types.ts';
import { cause, segmentName } from '../../words.ts';

/** Every move of a customer, the newest first. */
export function History({ items, customer }: { items: HistoryItem[]; customer: Customer }) {
  const columns: Column<HistoryItem>[] = [
    { head: 'Day', cell: row => date(row.asOf) },
    { head: 'Scheme', cell: row => words(row.scheme), isMinor: true },
    {
      head: 'Move',
      cell: row => (
        <>
          {words(segmentName(row.from, true))} <span class={`arrow ${arrow(row.direction)}`}>→</span>
          {' '}{words(segmentName(row.to, false))}
          <span class="why">{cause(row.cause, row.causes)}</span>
        </>
      ),
    },
    { head: 'Run', cell: row => row.run, isNumber: true },
  ];
  return (
    <Section title="History">
      {items.length === 0 ? <p class="quiet">Never moved.</p>
        : <DataTable caption="Moves of the customer, the newest first" isCaptionHidden columns={columns} rows={items}
          rowKey={row => `${row.run} ${row.scheme}`}
          href={row => link(['customers', customer.customer], { scheme: row.scheme })} />}
    </Section>
  );
}

const arrow = (direction: string): string =>
  direction === 'upgrade' ? 'up' : direction === 'downgrade' ? 'down' : 'still';
