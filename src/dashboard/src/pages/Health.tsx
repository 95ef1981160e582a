import { find } from '../api.ts';
import { DataTable } from '../components/DataTable.tsx';
import { Empty } from '../components/Empty.tsx';
import { Loading } from '../components/Loading.tsx';
import { Page, Section } from '../components/Page.tsx';
import { Verdict } from '../components/Verdict.tsx';
import { date, dated, number, sentence } from '../format.ts';
import { useLoad } from '../load.ts';
import { link } from '../router.ts';
import { withoutVerdict } from '../words.ts';
import { SchemeFit } from './health/SchemeFit.tsx';
import type { Health as Found, Objective } from './health/types.ts';

/** Whether the segmentation still fits: the verdict in words, then each scheme, with the figures behind a click. */
export function Health() {
  const loaded = useLoad('health', () => find<Found>('health/segmentation').then(found => ({ found })));
  const value = loaded.value?.found;
  const lead = value && <><Verdict verdict={value.verdict} />. {dated(withoutVerdict(value.summary))}</>;
  return (
    <Page title="Health of the segmentation" lead={lead}>
      <Loading of={loaded}>{({ found }) => found === null ? <NoRun /> : (
        <>
          {found.schemes.map(scheme => <SchemeFit key={scheme.scheme} fit={scheme} />)}
          {found.objectives.length > 0 && <Objectives rows={found.objectives} />}
        </>
      )}</Loading>
    </Page>
  );
}

function Objectives({ rows }: { rows: Objective[] }) {
  return (
    <Section title="How far the objectives are">
      <DataTable
        caption="Objectives" isCaptionHidden rows={rows}
        rowKey={row => `${row.scheme} ${row.segment} ${row.objective}`}
        columns={[
          { head: 'Objective', cell: row => readable(row.objective) },
          { head: 'Now', isNumber: true, cell: row => row.now === null ? '–' : number(row.now) },
          { head: 'Target', isNumber: true, isMinor: true, cell: row => row.target === null ? '–' : number(row.target) },
          { head: 'By', isMinor: true, cell: row => row.by ? date(row.by) : '–' },
          { head: 'How it goes', cell: row => <Pace of={row} /> },
        ]} />
    </Section>
  );
}

const readable = (text: string) => sentence(dated(text).replaceAll('_', ' '));

function Pace({ of }: { of: Objective }) {
  if (of.isOnPace === null) return <>{readable(of.text)}</>;
  return <span class={of.isOnPace ? 'up' : 'warn'}>{of.isOnPace ? 'On its way' : 'Too slow to get there'}</span>;
}

function NoRun() {
  return (
    <Empty title="There is nothing to judge before the first run.">
      <p>The first import makes one. <a href={link(['imports'])}>Imports</a> tells what to drop where.</p>
    </Empty>
  );
}
