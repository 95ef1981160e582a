import { get, id } from '../api.ts';
import { Trend } from '../charts/Lazy.tsx';
import { Loading } from '../components/Loading.tsx';
import { Money } from '../components/Money.tsx';
import { Page, Section } from '../components/Page.tsx';
import { PlaybookFacts } from '../components/PlaybookFacts.tsx';
import { count, percent, words } from '../format.ts';
import { useLoad } from '../load.ts';
import { differenceText } from '../measures.ts';
import { link } from '../router.ts';
import type { Scheme, SegmentCard } from '../types.ts';
import { Nowhere } from './Nowhere.tsx';
import { Members } from './segment/Members.tsx';
import { OutcomeTable } from './segment/OutcomeTable.tsx';

/** A segment's card: what it is worth, how it grew, what makes it different, what to do, and who is in it. */
export function Segment({ scheme, segment, owner }: { scheme: string; segment: string; owner: string }) {
  const loaded = useLoad(`scheme ${scheme}`, () => get<Scheme>(`schemes/${id(scheme)}`));
  return (
    <Loading of={loaded}>
      {of => {
        const card = of.segments.find(one => one.segment === segment);
        return card ? <Card scheme={of} card={card} owner={owner} /> : <Nowhere />;
      }}
    </Loading>
  );
}

function Card({ scheme, card, owner }: { scheme: Scheme; card: SegmentCard; owner: string }) {
  const isValued = card.trend.some(point => point.value > 0);
  const points = card.trend.map(point => ({ day: point.asOf, value: isValued ? point.value : point.customers }));
  return (
    <Page title={card.name} lead={card.description}
      crumbs={<a href={link(['schemes', scheme.scheme])}>{scheme.name ?? words(scheme.scheme)}</a>}>
      <p class="key-figures">
        <span><strong><Money value={card.value} currency={scheme.currency} /></strong>
          {card.valueShare !== null && ` ${percent(card.valueShare)} of value`}</span>
        <span><strong>{count(card.customers)}</strong> {percent(card.share)} of customers</span>
      </p>
      <div class="columns">
        <div>
          <Section title={isValued ? `Value over time, in ${scheme.currency ?? 'units'}` : 'Customers over time'}>
            {points.length > 1
              ? <Trend points={points} label={`${isValued ? 'Value' : 'Customers'} of ${card.name}`}
                unit={isValued ? scheme.currency : null} />
              : <p class="quiet">One run so far; the line begins with the second.</p>}
          </Section>
          <Members scheme={scheme} segment={card.segment} owner={owner} />
        </div>
        <div>
          <Section title="What makes it different" aside={<span class="small quiet">on average</span>}>
            <ul class="sentences">{card.differentiators.map(one => (
              <li key={`${one.measure} ${one.category}`}>{differenceText(one, scheme.currency)}</li>
            ))}</ul>
            {card.differentiators.length === 0 && <p class="quiet">Nothing tells it apart from the others.</p>}
          </Section>
          <Section title="What to do">
            {card.nextAction && <p class="todo">{card.nextAction}</p>}
            {card.play ? <PlaybookFacts play={card.play} />
              : !card.nextAction && <p class="quiet">The segment has no playbook yet.</p>}
          </Section>
          {card.outcomes && <OutcomeTable outcomes={card.outcomes} scheme={scheme} />}
        </div>
      </div>
    </Page>
  );
}
