import { date, percent, sentence } from '../../format.ts';
import type { SchemeHealth } from './types.ts';

/** Why a scheme has its verdict, without figures of statistics and without what the heading says. */
export const reasonOf = ({ scheme, reason }: SchemeHealth): string => sentence(
  reason.replace(/^\w+: /, '').replace(`${scheme}: `, '').replaceAll(/ \(PSI [^)]*\)/g, '')
    .replaceAll(/\d{4}-\d{2}-\d{2}/g, date));

/** What else a person should know of a scheme; empty when all is quiet. */
export function notesOf(fit: SchemeHealth): string[] {
  const told: [boolean, string][] = [
    [fit.flapRate > 0, `${percent(fit.flapRate)} of the customers went back and forth within 90 days`],
    [fit.unknownRate > 0, `for ${percent(fit.unknownRate)} a condition could not be told, because a value is missing`],
    [fit.overrideRate > 0, `${percent(fit.overrideRate)} were set by hand`],
    [fit.conflictRate > 0, `${percent(fit.conflictRate)} were set by hand, and the model keeps saying otherwise`],
  ];
  return told.filter(([isSo]) => isSo).map(([, text]) => `${sentence(text)}.`);
}

/** When a person looked at the scheme last, and when the next look is due; null when nobody is to. */
export function reviewOf({ review }: SchemeHealth, today: string): { text: string; isDue: boolean } | null {
  if (!review?.due) return null;
  const isDue = review.due <= today;
  const by = review.by ? ` by ${review.by}` : '';
  const last = review.last ? `last looked at ${date(review.last)}${by}; ` : '';
  const next = isDue ? 'a review has been due since' : 'next review by';
  return { text: sentence(`${last}${next} ${date(review.due)}.`), isDue };
}
