import { find, get, type Page as ListPage } from '../api.ts';
import { Empty } from '../components/Empty.tsx';
import { Loading } from '../components/Loading.tsx';
import { Page } from '../components/Page.tsx';
import { Tabs } from '../components/Tabs.tsx';
import { Verdict } from '../components/Verdict.tsx';
import { counted, date, sentence, words } from '../format.ts';
import { useLoad } from '../load.ts';
import { link } from '../router.ts';
import type { Run, RunWithReport } from '../types.ts';
import { tellingScheme } from '../views/overview.ts';
import { withoutVerdict } from '../words.ts';
import { AttentionNames } from './overview/AttentionNames.tsx';
import { LargestFlows } from './overview/LargestFlows.tsx';
import { RunStrip } from './overview/RunStrip.tsx';
import { Sizes } from './overview/Sizes.tsx';

const runsShown = 12;

interface Shown {
  runs: Run[];
  current: RunWithReport | null;
}

/** The first page: where the value is, what moved and why, whom to call, the last runs, and whether all is well. */
export function Overview({ scheme, owner }: { scheme: string | null; owner: string }) {
  const shown = useLoad('overview', async (): Promise<Shown> => {
    const { items: runs } = await get<ListPage<Run>>('runs', { limit: runsShown });
    const published = runs.find(run => run.isCurrent)?.run ?? (await get<{ published: number }>('health')).published;
    return { runs, current: published > 0 ? await find<RunWithReport>(`runs/${published}`) : null };
  });
  return (
    <Loading of={shown}>
      {({ runs, current }) => current?.report
        ? <Summary runs={runs} current={current} scheme={scheme} owner={owner} />
        : <NothingYet runs={runs} />}
    </Loading>
  );
}

function Summary({ runs, current, scheme, owner }: {
  runs: Run[]; current: RunWithReport; scheme: string | null; owner: string;
}) {
  const report = current.report!;
  const chosen = report.schemes.find(one => one.scheme === scheme) ?? tellingScheme(report.schemes);
  const tabs = report.schemes.map(one => ({
    key: one.scheme, name: words(one.scheme), href: link([], { scheme: one.scheme, owner }),
  }));
  return (
    <Page title={sentence(report.workspace)} class="overview"
      lead={<>{counted(report.customers, 'customer')} on {date(report.asOf)}. <HealthSentence report={report} /></>}
      aside={chosen && <Tabs label="Scheme" items={tabs} chosen={chosen.scheme} />}>
      <div class="overview-columns">
        <div>
          {chosen && <Sizes scheme={chosen} currency={report.currency} />}
          <RunStrip runs={runs} scheme={chosen?.scheme ?? null} />
        </div>
        {chosen && <LargestFlows report={report} scheme={chosen} />}
        <AttentionNames owner={owner} />
      </div>
    </Page>
  );
}

function HealthSentence({ report: { health } }: { report: NonNullable<RunWithReport['report']> }) {
  return health && (
    <a class="health" href={link(['health'])}>
      <Verdict verdict={health.verdict} />. {withoutVerdict(health.summary)}
    </a>
  );
}

function NothingYet({ runs }: { runs: Run[] }) {
  const latest = runs[0];
  return (
    <Page title="No segments yet">
      {latest
        ? <Empty title={`Run ${latest.run} is ${latest.state}; no run was published yet.`}>
          <p><a href={link(['runs', latest.run])}>See run {latest.run}</a></p>
        </Empty>
        : <Empty title="Drop files from your systems, and the first segments appear here.">
          <p>Put exports of customers and of what they do into <code>dumps/inbox</code> of the data folder, or into
            the container <code>dumps</code> in the cloud. What each row became is shown
            under <a href={link(['imports'])}>Imports</a>.</p>
        </Empty>}
    </Page>
  );
}
