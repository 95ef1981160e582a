import { get, type Page as ListPage } from '../api.ts';
import { Sankey } from '../charts/Lazy.tsx';
import { DataTable, type Column } from '../components/DataTable.tsx';
import { Direction } from '../components/Direction.tsx';
import { Empty } from '../components/Empty.tsx';
import { Loading } from '../components/Loading.tsx';
import { Money } from '../components/Money.tsx';
import { Page, Section } from '../components/Page.tsx';
import { Tabs } from '../components/Tabs.tsx';
import { count, date, words } from '../format.ts';
import { useLoad } from '../load.ts';
import { link } from '../router.ts';
import type { Report, Run, RunWithReport } from '../types.ts';
import { links, segmentsOf, type Link } from '../views/flows.ts';
import { tellingScheme } from '../views/overview.ts';
import { cause, segmentName } from '../words.ts';

const runsShown = 50;

/** Who moved from where to where in a run; the published one without a number. */
export function Flows({ run, scheme }: { run: number | null; scheme: string | null }) {
  const runs = useLoad('published runs', async () => (await get<ListPage<Run>>('runs', { limit: runsShown })).items
    .filter(one => one.state === 'published'));
  return (
    <Loading of={runs}>
      {published => {
        const shown = run ?? published.find(one => one.isCurrent)?.run ?? published[0]?.run;
        return shown === undefined
          ? <Page title="Flows"><Empty title="Nobody moved yet: no run was published." /></Page>
          : <OfRun key={shown} run={shown} runs={published} scheme={scheme} />;
      }}
    </Loading>
  );
}

function OfRun({ run, runs, scheme }: { run: number; runs: Run[]; scheme: string | null }) {
  const loaded = useLoad(`run ${run}`, () => get<RunWithReport>(`runs/${run}`));
  const pick = (
    <label class="switch"><span>Run</span>
      <select value={run}
        onChange={event => { location.hash = link(['flows', event.currentTarget.value], { scheme }); }}>
        {runs.map(one => <option key={one.run} value={one.run}>{one.run}, {date(one.asOf)}</option>)}
      </select>
    </label>
  );
  return (
    <Loading of={loaded}>
      {({ report }) => report === null
        ? <Page title={`Flows of run ${run}`} aside={pick}><Empty title="The report of this run is not kept." /></Page>
        : <OfReport report={report} scheme={scheme} pick={pick} />}
    </Loading>
  );
}

function OfReport({ report, scheme, pick }: { report: Report; scheme: string | null; pick: preact.JSX.Element }) {
  const chosen = (report.schemes.find(one => one.scheme === scheme) ?? tellingScheme(report.schemes))?.scheme ?? '';
  const all = links(report.moves, chosen);
  const segments = segmentsOf(report, chosen);
  const tabs = report.schemes.map(one => ({
    key: one.scheme, name: words(one.scheme), href: link(['flows', report.run], { scheme: one.scheme }),
  }));
  const href = (one: Link) => link(['moves', report.run, chosen, one.from ?? '-', one.to ?? '-']);
  const day = date(report.asOf);
  const lead = report.comparedWith === null ? `The first run, as of ${day}`
    : `From run ${report.comparedWith} to run ${report.run}, as of ${day}. Choose a flow to see who moved.`;
  return (
    <Page title={`Who moved in run ${report.run}`} lead={lead}
      aside={<>{pick}<Tabs label="Scheme" items={tabs} chosen={chosen} /></>}>
      {all.length === 0
        ? <Empty title={report.comparedWith === null ? 'Everybody is new in the first run.' : 'Nobody moved.'} />
        : <div class="columns">
          <Sankey segments={segments} links={all} href={href} />
          <FlowTable report={report} all={all} order={segments.map(segment => segment.segment)} href={href} />
        </div>}
    </Page>
  );
}

function FlowTable({ report, all, order, href }: {
  report: Report; all: Link[]; order: string[]; href: (one: Link) => string;
}) {
  const names = new Map(report.schemes.flatMap(one => one.segments).map(one => [one.segment, one.name]));
  const name = (segment: string | null, isFrom: boolean) =>
    segment === null ? segmentName(null, isFrom) : names.get(segment) ?? segment;
  const columns: Column<Link>[] = [
    {
      head: 'Flow',
      cell: (one: Link) => (
        <>
          {name(one.from, true)} <Direction from={one.from} to={one.to} order={order} /> {name(one.to, false)}
          {one.from !== null && (
            <span class="why">{[...new Set(one.causes)].map(part => cause(part)).join(' · ')}</span>
          )}
        </>
      ),
    },
    { head: 'Customers', cell: (one: Link) => count(one.customers), isNumber: true },
  ];
  if (all.some(one => one.value !== null)) {
    columns.push({
      head: 'Value', cell: (one: Link) => <Money value={one.value} currency={report.currency} />, isNumber: true,
    });
  }
  return (
    <Section title="All flows">
      <DataTable caption="Flows between segments, the largest first" isCaptionHidden columns={columns} rows={all}
        rowKey={one => `${one.from} ${one.to}`} href={href} />
    </Section>
  );
}
