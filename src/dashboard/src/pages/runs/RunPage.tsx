import { find } from '../../api.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Empty } from '../../components/Empty.tsx';
import { Loading } from '../../components/Loading.tsx';
import { Page, Section } from '../../components/Page.tsx';
import { count, date, sentence, words } from '../../format.ts';
import { useLive } from '../../live.ts';
import { useLoad } from '../../load.ts';
import { link } from '../../router.ts';
import { cause, trigger } from '../../words.ts';
import { Decide } from './Decide.tsx';
import { FindingList } from './FindingList.tsx';
import { RunState } from './RunList.tsx';
import { Sizes } from './Sizes.tsx';
import { isUnderWay, stepsOf } from './steps.ts';
import type { HeldScheme, ShownRun } from './types.ts';

/** One run: where it is, what it found, and what can be done with it. */
export function RunPage({ run }: { run: number }) {
  const loaded = useLoad(String(run), () => find<ShownRun>(`runs/${run}`).then(found => ({ found })));
  const value = loaded.value?.found;
  useLive(value ? isUnderWay(value.run) : false, loaded.again);
  return (
    <Page
      title={`Run ${run}`} crumbs={<a href={link(['runs'])}>Runs</a>}
      lead={value && <Lead of={value} />} aside={value && <Decide of={value} again={loaded.again} />}>
      <Loading of={loaded}>{({ found }) => found === null
        ? <Empty title="There is no run with this number." />
        : <Content of={found} />}</Loading>
    </Page>
  );
}

function Lead({ of: { run } }: { of: ShownRun }) {
  const asOf = run.asOf ? `, as of ${date(run.asOf)}` : '';
  return <><RunState state={run.state} />{run.isCurrent && ', what people see now'}{asOf}; {trigger(run.trigger)}.</>;
}

function Content({ of }: { of: ShownRun }) {
  const { run, held, report } = of;
  return (
    <>
      {held && <Held run={run.run} schemes={held} />}
      {!held && run.error && <p class="notice down">{run.error}</p>}
      <div class="columns">
        <Section title="Steps">
          <ol class="steps" aria-live="polite">{stepsOf(run).map(step => (
            <li key={step.text} class={step.isDone ? 'done' : ''}>
              <span aria-hidden="true">{step.isDone ? '✓' : '·'}</span><span>{step.text}</span>
            </li>
          ))}</ol>
        </Section>
        {report && <Causes report={report} />}
      </div>
      {report && <Sizes report={report} />}
      {report && <Notes report={report} />}
    </>
  );
}

function Held({ run, schemes }: { run: number; schemes: HeldScheme[] }) {
  return (
    <div class="notice warn">
      <p>Run {run} is not published yet: more customers would move than is usual.</p>
      {schemes.map(one => (
        <p key={one.scheme}>
          {sentence(words(one.scheme))}: {count(one.moved)} of {count(one.customers)} customers would move
          ({one.share} %); up to {one.limit} % is published without asking.
        </p>
      ))}
    </div>
  );
}

function Causes({ report }: { report: NonNullable<ShownRun['report']> }) {
  const rows = Object.entries(report.movesByCause).sort(([, a], [, b]) => b - a);
  const flows = <a href={link(['flows', report.run])}>Who moved where</a>;
  return (
    <Section title="Why customers moved" aside={rows.length > 0 && flows}>
      {rows.length === 0 ? <p class="quiet">Nobody moved.</p> : (
        <DataTable
          caption="Moves by cause" isCaptionHidden rows={rows} rowKey={([name]) => name}
          columns={[
            { head: 'Cause', cell: ([name]) => sentence(cause(name)) },
            { head: 'Moves', isNumber: true, cell: ([, moves]) => count(moves) },
          ]} />
      )}
    </Section>
  );
}

function Notes({ report }: { report: NonNullable<ShownRun['report']> }) {
  const told = [
    ...report.definitionChanges.map(one => `${sentence(words(one.scheme))} is defined anew.`),
    ...report.skipped.map(one => `${sentence(words(one.scheme))} was left out: ${one.why}`),
    ...report.warnings.map(text => `${sentence(text)}.`),
  ];
  return (
    <>
      {told.length > 0 && (
        <Section title="Worth knowing"><ul>{told.map(text => <li key={text}>{text}</li>)}</ul></Section>
      )}
      <FindingList title="What could be better about the segments" findings={report.findings} />
      {report.import && <p><a href={link(['imports', report.import.id])}>The import that it shows</a></p>}
    </>
  );
}
