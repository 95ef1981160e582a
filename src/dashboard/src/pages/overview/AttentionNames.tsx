import { get } from '../../api.ts';
import { Loading } from '../../components/Loading.tsx';
import { Money } from '../../components/Money.tsx';
import { OwnerSwitch } from '../../components/OwnerSwitch.tsx';
import { Section } from '../../components/Page.tsx';
import { count, counted } from '../../format.ts';
import { useLoad } from '../../load.ts';
import { link } from '../../router.ts';
import type { Attention, AttentionItem } from '../../types.ts';

const shown = 5;

/** The first five who need attention, the most at stake first: why, what they are worth, and what to do. */
export function AttentionNames({ owner }: { owner: string }) {
  const queue = useLoad(`attention ${owner}`, () => get<Attention>('attention', { owner, limit: shown }));
  return (
    <Section title="Needs attention" aside={<OwnerSwitch owner={owner} />}>
      <Loading of={queue}>
        {({ items, currency, totals }) => items.length === 0
          ? <p class="quiet">Nobody{owner && ` of ${owner}`} needs attention.</p>
          : <>
            <ol class="needed">
              {items.map(item => <Needed key={item.customer} item={item} currency={currency} />)}
            </ol>
            <p class="small">
              <a href={link(['attention'], { owner })}>all {count(totals.customers)} who need attention</a>
            </p>
          </>}
      </Loading>
    </Section>
  );
}

function Needed({ item, currency }: { item: AttentionItem; currency: string | null }) {
  const [first, ...others] = item.reasons;
  return (
    <li>
      <a href={link(['customers', item.customer], { scheme: first?.scheme })}>
        <span class="needed-name">{item.name ?? item.customer}</span>
        <span class="number"><Money value={item.value} currency={currency} /></span>
        <span class="beside">
          {first?.text}{others.length > 0 && `; ${counted(others.length, 'more reason')}`}
        </span>
        {item.stake !== null && (
          <span class="beside number"><Money value={item.stake} currency={currency} /> at stake</span>
        )}
        {item.nextAction && <span class="todo">{item.nextAction}</span>}
      </a>
    </li>
  );
}
