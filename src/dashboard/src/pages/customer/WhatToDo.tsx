import { PlaybookFacts } from '../../components/PlaybookFacts.tsx';
import { Section } from '../../components/Page.tsx';
import { link } from '../../router.ts';
import type { Explanation, Scheme } from '../../types.ts';

/** What to do about a customer: the next action of its segment, and the segment's playbook. */
export function WhatToDo({ explanation, scheme }: { explanation: Explanation; scheme: Scheme | null }) {
  const card = scheme?.segments.find(one => one.segment === explanation.segment);
  if (!card) return null;
  return (
    <Section title="What to do"
      aside={<a class="small" href={link(['schemes', explanation.scheme, explanation.segment])}>all {card.name}</a>}>
      {card.nextAction && <p class="todo">{card.nextAction}</p>}
      {card.play ? <PlaybookFacts play={card.play} />
        : !card.nextAction && <p class="quiet">The segment has no playbook yet.</p>}
    </Section>
  );
}
