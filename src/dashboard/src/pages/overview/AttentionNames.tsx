import { firstNeeded } from '../../attention.ts';
import { Loading } from '../../components/Loading.tsx';
import { Money } from '../../components/Money.tsx';
import { OwnerSwitch } from '../../components/OwnerSwitch.tsx';
import { Section } from '../../components/Page.tsx';
import { useLoad } from '../../load.ts';
import { link } from '../../router.ts';
import type { Report } from '../../types.ts';

const shown = 5;

/** The first five who need attention: why, what they are worth, and what to do. */
export function AttentionNames({ report, owner }: { report: Report; owner: string }) {
  const needed = useLoad(`${report.run} ${owner}`, () => firstNeeded(report, owner, shown));
  return (
    <Section title="Needs attention" aside={<OwnerSwitch owner={owner} />}>
      <Loading of={needed}>
        {items => items.length === 0
          ? <p class="quiet">Nobody{owner && ` of ${owner}`} needs attention.</p>
          : <>
            <ol class="needed">
              {items.map(item => (
                <li key={item.customer}>
                  <a href={link(['customers', item.customer])}>
                    <span class="needed-name">{item.name ?? item.customer}</span>
                    <span class="number"><Money value={item.value} currency={report.currency} /></span>
                    <span class="why">{item.why}</span>
                    {item.todo && <span class="todo">{item.todo}</span>}
                  </a>
                </li>
              ))}
            </ol>
            <p class="small"><a href={link(['attention'], { owner })}>all who need attention</a></p>
          </>}
      </Loading>
    </Section>
  );
}
