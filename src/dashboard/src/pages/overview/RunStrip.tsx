import { Section } from '../../components/Page.tsx';
import { brief, counted, date, shortDate, words } from '../../format.ts';
import { link } from '../../router.ts';
import type { Run } from '../../types.ts';

const highestPx = 48;

/** The last runs, oldest first: how many moved in each; a click shows between which segments. */
export function RunStrip({ runs, scheme }: { runs: Run[]; scheme: string | null }) {
  const oldestFirst = [...runs].reverse();
  const most = Math.max(1, ...runs.map(run => run.moves));
  return (
    <Section title="Moves by run" aside={<a class="small" href={link(['runs'])}>all runs</a>}>
      <ol class="strip">
        {oldestFirst.map(run => {
          const what = run.state === 'published' ? counted(run.moves, 'move') : words(run.state);
          return (
            <li key={run.run}>
              <a href={run.state === 'published' ? link(['flows', run.run], { scheme }) : link(['runs', run.run])}
                title={`Run ${run.run}, ${date(run.asOf)}: ${what}`} aria-current={run.isCurrent ? 'true' : undefined}>
                <span class="strip-bar" aria-hidden="true">
                  <span class="quiet">{run.state === 'published' ? brief(run.moves) : ''}</span>
                  <span class="strip-fill" style={{ height: `${(run.moves / most) * highestPx}px` }} />
                </span>
                <span>Run {run.run}</span>
                <span class="quiet">{shortDate(run.asOf)}</span>
                <span class="unseen">: {what}</span>
              </a>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
