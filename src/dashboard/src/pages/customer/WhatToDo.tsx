import { PlaybookFacts } from '../../components/PlaybookFacts.tsx';
import { Section } from '../../components/Page.tsx';
import { link } from '../../router.ts';
import type { Customer, Explanation, Scheme } from '../../types.ts';
import { nextActions } from '../../views/nextActions.ts';

/** What to do about a customer: the next actions that fit its segments, and the playbook of the chosen one. */
export function WhatToDo({ explanation, scheme, customer }: {
  explanation: Explanation; scheme: Scheme | null; customer: Customer;
}) {
  const card = scheme?.segments.find(one => one.segment === explanation.segment);
  if (!card) return null;
  return (
    <Section title="What to do"
      aside={<a class="small" href={link(['schemes', explanation.scheme, explanation.segment])}>all {card.name}</a>}>
      {nextActions(card, customer).map(text => <p key={text} class="todo">{text}</p>)}
      {card.play ? <PlaybookFacts play={card.play} />
        : !card.nextAction && <p class="quiet">The segment has no playbook yet.</p>}
    </Section>
  );
}
