import { Section } from '../../components/Page.tsx';
import { count, shortDate, words } from '../../format.ts';
import { link } from '../../router.ts';
import type { Run } from '../../types.ts';

/** The last runs, oldest first: how many moved in each; a click shows between which segments. */
export function RunStrip({ runs, scheme }: { runs: Run[]; scheme: string | null }) {
  const oldestFirst = [...runs].reverse();
  const most = Math.max(1, ...runs.map(run => run.moves ?? 0));
  return (
    <Section title="Runs" aside={<a class="small" href={link(['runs'])}>all runs</a>} class="strip">
      <ol>
        {oldestFirst.map(run => (
          <li key={run.run}>
            <a href={run.state === 'published' ? link(['flows', run.run], { scheme }) : link(['runs', run.run])}
              aria-current={run.isCurrent ? 'true' : undefined}>
              <span class="strip-bar" aria-hidden="true">
                <span style={{ height: `${Math.max(2, ((run.moves ?? 0) / most) * 100)}%` }} />
              </span>
              <span class="strip-name">Run {run.run}</span>
              <span class="small">{run.asOf && shortDate(run.asOf)}</span>
              <span class="small quiet">{run.state === 'published' ? `${count(run.moves ?? 0)} moves` : words(run.state)}</span>
            </a>
          </li>
        ))}
      </ol>
    </Section>
  );
}
