import type { Customer, SegmentCard } from '../types.ts';

/**
 * What to do next about a customer of a segment: what the playbook says for the segments that the customer has in other
 * schemes, such as its renewal's, and for the segment itself.
 */
export function nextActions(card: SegmentCard, customer: Customer): string[] {
  const segments = Object.values(customer.segments).map(one => one.segment);
  const others = card.play?.nextActions.filter(action => segments.includes(action.segment)) ?? [];
  return [...new Set([...others.map(action => action.text), ...card.nextAction ? [card.nextAction] : []])];
}
