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
import { reason as reasonText } from '../words.ts';

/** Whose customers are shown, and with which reason; empty for all. */
interface Asked {
  owner: string;
  reason: string;
}

/** Who needs attention, the largest value at stake first: why, and what to do. */
export function Attention({ owner, reason }: Asked) {
  const asked = { owner, reason };
  const first = useLoad(keyOf(asked), () => queue(asked, null).then(found => ({ found, asked })));
  const value = first.value?.found;
  return (
    <Page title="Attention" lead={value && <Lead queue={value} />} aside={<OwnerSwitch owner={owner} />}>
      <Loading of={first}>{({ found, asked }) => found === null || found.items.length === 0
        ? <Nobody owner={asked.owner} isBeforeRuns={found === null} />
        : <Everybody key={keyOf(asked)} first={found} asked={asked} />}</Loading>
    </Page>
  );
}

const keyOf = ({ owner, reason }: Asked) => `${owner} ${reason}`;

/** A page of the queue; null before the first run. */
const queue = (asked: Asked, cursor: string | null) => find<Queue>('attention', { ...asked, cursor });

function Everybody({ first, asked }: { first: Queue; asked: Asked }) {
  const load = async (cursor: string | null) => cursor === null ? first : await queue(asked, cursor) ?? first;
  const items = usePages(keyOf(asked), load);
  return (
    <div class="columns queue">
      <Section title="Who, why, and what to do">
        <Loading of={items}>{rows => <Table rows={rows} currency={first.currency} />}</Loading>
        <More more={items.more} />
      </Section>
      <Section title="By reason" aside={asked.reason && <a href={link(['attention'], { owner: asked.owner })}>all</a>}>
        <Reasons queue={first} owner={asked.owner} />
      </Section>
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

function Reasons({ queue: { totals, currency }, owner }: { queue: Queue; owner: string }) {
  return (
    <DataTable
      caption="Customers by reason; one can have several" rows={totals.byReason} rowKey={row => row.reason}
      href={row => link(['attention'], { owner, reason: row.reason })}
      columns={[
        { head: 'Reason', cell: row => sentence(reasonText(row.reason)) },
        { head: 'Customers', isNumber: true, cell: row => count(row.customers) },
        { head: 'At stake', isNumber: true, cell: row => <Money value={row.stake} currency={currency} /> },
      ]} />
  );
}
