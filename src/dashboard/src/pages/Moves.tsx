import { find, get, send, type Page as ListPage } from '../api.ts';
import { DataTable, More, type Column } from '../components/DataTable.tsx';
import { Empty } from '../components/Empty.tsx';
import { Loading } from '../components/Loading.tsx';
import { Money } from '../components/Money.tsx';
import { OwnerSwitch } from '../components/OwnerSwitch.tsx';
import { Page } from '../components/Page.tsx';
import { Tabs } from '../components/Tabs.tsx';
import { count, counted, date, sentence, words } from '../format.ts';
import { useLoad, usePages } from '../load.ts';
import { inputText, unitsOf, type Units } from '../measures.ts';
import { link } from '../router.ts';
import type { Customer, Report, RunWithReport, Scheme, Transition } from '../types.ts';
import { cause as causeText, segmentName } from '../words.ts';

const pageSize = 200;

/** Somebody who moved, with a name. */
interface Mover {
  name: string | null;
  move: Transition['data'];
}

interface Asked {
  run: number;
  scheme: string;
  /** The segment left; `-` for those who are new. */
  from: string;
  /** The segment entered; `-` for those who were removed. */
  to: string;
  cause: string | null;
  owner: string;
}

/** Exactly who moved from one segment to another in a run, and why each of them did. */
export function Moves(asked: Asked) {
  const { run, scheme, from, to, cause, owner } = asked;
  const known = useLoad(`${run} ${scheme}`, () => Promise.all([
    find<Scheme>(`schemes/${scheme}`), find<RunWithReport>(`runs/${run}`),
  ]));
  const movers = usePages(`${run} ${scheme} ${from} ${to} ${cause} ${owner}`, after => load(asked, after));
  const [cards, ofRun] = known.value ?? [null, null];
  const name = (segment: string, isFrom: boolean) => segment === '-' ? sentence(segmentName(null, isFrom))
    : cards?.segments.find(one => one.segment === segment)?.name ?? words(segment);
  return (
    <Page title={`${name(from, true)} to ${name(to, false)}`}
      crumbs={<><a href={link(['flows', run], { scheme })}>Who moved in run {run}</a> / {words(scheme)}</>}
      lead={<>In run {run}{ofRun && `, as of ${date(ofRun.run.asOf)}`}{cause && <>: {causeText(cause)}</>}</>}
      aside={<>
        {cause && <Tabs label="Causes" chosen="one" items={[
          { key: 'one', name: causeText(cause), href: location.hash },
          { key: 'all', name: 'all causes', href: link(['moves', run, scheme, from, to], { owner }) },
        ]} />}
        <OwnerSwitch owner={owner} />
      </>}>
      <Loading of={movers}>
        {rows => rows.length === 0
          ? <Empty title={owner === '' ? 'Nobody made this move.' : `Nobody of ${owner} made this move.`} />
          : <>
            <Movers rows={rows} units={unitsOf(cards)} asked={asked} isComplete={movers.more === null}
              all={allOf(asked, ofRun?.report ?? null)} />
            <More more={movers.more} />
          </>}
      </Loading>
    </Page>
  );
}

async function load({ run, scheme, from, to, cause, owner }: Asked, after: string | null): Promise<ListPage<Mover>> {
  const moves = await get<ListPage<Transition>>('transitions', {
    run, scheme, cause, owner, after, limit: pageSize,
    from: from === '-' ? null : from, to: to === '-' ? null : to,
    direction: from === '-' ? 'first' : to === '-' ? 'removed' : null,
  });
  if (moves.items.length === 0) return { items: [], next: moves.next };
  const { items } = await send<{ items: Customer[] }>(
    'POST', 'customers/lookup', { ids: moves.items.map(item => item.data.customer) });
  return {
    items: moves.items.map((item, i) => ({ name: items[i]?.name ?? null, move: item.data })),
    next: moves.next,
  };
}

/** How many made the move; null when that is not known, such as for one owner. */
function allOf({ scheme, from, to, cause, owner }: Asked, report: Report | null): number | null {
  if (report === null || owner !== '') return null;
  return report.moves
    .filter(flow => flow.scheme === scheme && (flow.from ?? '-') === from && (flow.to ?? '-') === to)
    .filter(flow => cause === null || flow.cause === cause)
    .reduce((sum, flow) => sum + flow.customers, 0);
}

function Movers({ rows, units, asked, isComplete, all }: {
  rows: Mover[]; units: Units; asked: Asked; isComplete: boolean; all: number | null;
}) {
  const sorted = [...rows].sort((a, b) => (b.move.value ?? 0) - (a.move.value ?? 0));
  const columns: Column<Mover>[] = [
    { head: 'Customer', cell: row => row.name ?? row.move.customer },
    { head: 'Owner', cell: row => row.move.owner, isMinor: true },
    { head: 'Value', cell: row => <Money value={row.move.value} currency={row.move.currency} />, isNumber: true },
    {
      head: 'Why',
      cell: row => (
        <>
          {causeText(row.move.cause, row.move.causes)}
          <span class="why">{row.move.reasons.map(input => inputText(input, units)).join('; ')}</span>
        </>
      ),
    },
  ];
  const caption = isComplete ? `${counted(rows.length, 'customer')}, by value`
    : `The first ${count(rows.length)} ${all === null ? 'customers' : `of ${counted(all, 'customer')}`}, `
      + 'the most valuable of these first';
  return (
    <DataTable caption={caption} columns={columns} rows={sorted} rowKey={row => row.move.customer}
      href={row => link(['customers', row.move.customer], { scheme: asked.scheme })} />
  );
}
