import { Section } from '../../components/Page.tsx';
import { brief, counted, date, shortDate } from '../../format.ts';
import { link } from '../../router.ts';
import type { Run } from '../../types.ts';
import { runState } from '../../words.ts';

const highestPx = 48;

/** The last runs, oldest first: how many moved in each; a click shows between which segments. */
export function RunStrip({ runs, scheme }: { runs: Run[]; scheme: string | null }) {
  const oldestFirst = [...runs].reverse();
  const most = Math.max(1, ...runs.map(run => run.moves ?? 0));
  return (
    <Section title="Moves by run" aside={<a class="small" href={link(['runs'])}>all runs</a>}>
      <ol class="strip">
        {oldestFirst.map(run => {
          const isPublished = run.state === 'published';
          const moves = run.moves ?? 0;
          const what = isPublished ? counted(moves, 'move') : runState(run.state);
          return (
            <li key={run.run}>
              <a href={isPublished ? link(['flows', run.run], { scheme }) : link(['runs', run.run])}
                title={`Run ${run.run}${run.asOf ? `, ${date(run.asOf)}` : ''}: ${what}`}
                aria-current={run.isCurrent ? 'true' : undefined}>
                <span class="strip-bar" aria-hidden="true">
                  <span class="quiet">{isPublished ? brief(moves) : ''}</span>
                  <span class="strip-fill" style={{ height: `${(moves / most) * highestPx}px` }} />
                </span>
                <span>Run {run.run}</span>
                <span class="quiet">{run.asOf && shortDate(run.asOf)}</span>
                <span class="unseen">: {what}</span>
              </a>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
