import { find } from '../api.ts';
import { DataTable, More } from '../components/DataTable.tsx';
import { Empty } from '../components/Empty.tsx';
import { Loading } from '../components/Loading.tsx';
import { Money } from '../components/Money.tsx';
import { OwnerSwitch } from '../components/OwnerSwitch.tsx';
import { Page, Section } from '../components/Page.tsx';
import { count, counted, date, money, sentence } from '../format.ts';
import { useLoad, usePages } from '../load.ts';
import { link } from '../router.ts';
import type { Attention as Queue, AttentionItem } from '../types.ts';
import { reason } from '../words.ts';

const queue = (owner: string, cursor: string | null) => find<Queue>('attention', { owner, cursor });

/** Who needs attention, the largest value at stake first: why, and what to do. */
export function Attention({ owner }: { owner: string }) {
  const first = useLoad(owner, () => queue(owner, null).then(found => ({ found })));
  const value = first.value?.found;
  return (
    <Page title="Attention" lead={value && <Lead queue={value} />} aside={<OwnerSwitch owner={owner} />}>
      <Loading of={first}>{({ found }) => found === null || found.items.length === 0
        ? <Nobody owner={owner} isBeforeRuns={found === null} />
        : <Everybody first={found} owner={owner} />}</Loading>
    </Page>
  );
}

function Everybody({ first, owner }: { first: Queue; owner: string }) {
  const load = async (cursor: string | null) => cursor === null ? first : await queue(owner, cursor) ?? first;
  const items = usePages(owner, load);
  const hasReasons = first.totals.byReason.length > 0;
  return (
    <div class={hasReasons ? 'columns queue' : undefined}>
      <Section title="Who, why, and what to do">
        <Loading of={items}>{rows => <Table rows={rows} currency={first.currency} />}</Loading>
        <More more={items.more} />
      </Section>
      {hasReasons && <Section title="By reason"><Reasons queue={first} /></Section>}
    </div>
  );
}

function Lead({ queue: { totals, currency, asOf } }: { queue: Queue }) {
  const stake = totals.stake === null ? '' : `, with ${money(totals.stake, currency)} at stake`;
  return <>{counted(totals.customers, 'customer')}{stake}, as of {date(asOf)}.</>;
}

function Nobody({ owner, isBeforeRuns }: { owner: string; isBeforeRuns: boolean }) {
  const nobody = owner === '' ? 'Nobody needs attention now.' : `No customer of ${owner} needs attention now.`;
  return (
    <Empty title={isBeforeRuns ? 'There is no run yet.' : nobody}>
      <p>Whoever a playbook was not followed for, or whose value is at risk, shows up here after a run.</p>
    </Empty>
  );
}

function Table({ rows, currency }: { rows: AttentionItem[]; currency: string | null }) {
  return (
    <DataTable
      caption="Customers that need attention, the most at stake first" isCaptionHidden rows={rows}
      rowKey={row => row.customer} href={row => link(['customers', row.customer])}
      columns={[
        { head: 'Customer', cell: row => row.name ?? row.customer },
        { head: 'Why', cell: row => <Why row={row} /> },
        { head: 'What to do', cell: row => row.nextAction ?? (row.playbook ? `Playbook ${row.playbook}` : '–') },
        { head: 'At stake', isNumber: true, cell: row => <Money value={row.stake} currency={currency} /> },
        { head: 'Value', isNumber: true, isMinor: true, cell: row => <Money value={row.value} currency={currency} /> },
        { head: 'Owner', isMinor: true, cell: row => row.owner ?? '–' },
      ]} />
  );
}

function Why({ row }: { row: AttentionItem }) {
  return (
    <ul class="reasons">
      {row.reasons.map(one => (
        <li key={one.reason + (one.scheme ?? '')}>
          {sentence(one.text)}
          {one.due && <span class="quiet small"> by {date(one.due)}</span>}
        </li>
      ))}
    </ul>
  );
}

function Reasons({ queue: { totals, currency } }: { queue: Queue }) {
  return (
    <DataTable
      caption="Customers by reason; one can have several" rows={totals.byReason} rowKey={row => row.reason}
      columns={[
        { head: 'Reason', cell: row => sentence(reason(row.reason)) },
        { head: 'Customers', isNumber: true, cell: row => count(row.customers) },
        { head: 'At stake', isNumber: true, cell: row => <Money value={row.stake} currency={currency} /> },
      ]} />
  );
}
