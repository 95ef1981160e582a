import { get, send, type Page as ListPage } from '../../api.ts';
import { Confirm } from '../../components/Confirm.tsx';
import { DataTable, More } from '../../components/DataTable.tsx';
import { Empty } from '../../components/Empty.tsx';
import { Loading } from '../../components/Loading.tsx';
import { Page } from '../../components/Page.tsx';
import { count, counted, date, sentence, time } from '../../format.ts';
import { useLive } from '../../live.ts';
import { usePages } from '../../load.ts';
import { link } from '../../router.ts';
import { runState, trigger } from '../../words.ts';
import { isUnderWay } from './steps.ts';
import type { AnyRun } from './types.ts';

/** All runs, newest first; the list follows a run that is under way. */
export function RunList() {
  const runs = usePages('runs', cursor => get<ListPage<AnyRun>>('runs', { cursor }));
  useLive((runs.value ?? []).some(isUnderWay), runs.again);
  const held = (runs.value ?? []).filter(run => run.state === 'held').length;
  const waits = held === 1 ? 'waits' : 'wait';
  return (
    <Page
      title="Runs" aside={<NewRun />}
      lead={held > 0 && <span class="warn">{counted(held, 'run')} {waits} for your decision.</span>}>
      <Loading of={runs}>{rows => rows.length === 0 ? <NoRun /> : (
        <>
          <DataTable
            caption="Runs, newest first" isCaptionHidden rows={rows} rowKey={row => String(row.run)}
            href={row => link(['runs', row.run])}
            columns={[
              { head: 'Run', cell: row => <>Run {row.run}{row.isCurrent && <span class="up"> current</span>}</> },
              { head: 'As of', cell: row => row.asOf ? date(row.asOf) : '–' },
              { head: 'State', cell: row => <RunState state={row.state} /> },
              { head: 'Why', isMinor: true, cell: row => sentence(trigger(row.trigger)) },
              { head: 'Customers', isNumber: true, cell: row => countOrNone(row.customers) },
              { head: 'Moves', isNumber: true, cell: row => countOrNone(row.moves) },
              { head: 'Published', isMinor: true, cell: row => row.publishedAt ? time(row.publishedAt) : '–' },
            ]} />
          <More more={runs.more} />
        </>
      )}</Loading>
    </Page>
  );
}

/** The state of a run in words and in its colour. */
export function RunState({ state }: { state: string }) {
  const style = state === 'held' ? 'warn' : state === 'failed' ? 'down' : '';
  return <span class={style}>{runState(state)}</span>;
}

const countOrNone = (value: number | null) => value === null ? <span class="none">–</span> : count(value);

function NewRun() {
  const ask = async (form: FormData) => {
    const asOf = String(form.get('asOf'));
    const { run } = await send<{ run: number }>('POST', 'runs', asOf === '' ? {} : { asOf });
    location.hash = link(['runs', run]);
  };
  return (
    <Confirm label="Make a run" title="Make a run now?" yes="Make it" act={ask}>
      <p>
        All customers are decided anew with the current data and definitions. The result is published at once, unless so
        many would move that a person should look first.
      </p>
      <label>As of (today, when left empty) <input name="asOf" type="date" /></label>
    </Confirm>
  );
}

function NoRun() {
  return (
    <Empty title="There is no run yet.">
      <p>The first import makes one. <a href={link(['imports'])}>Imports</a> tells what to drop where.</p>
    </Empty>
  );
}
