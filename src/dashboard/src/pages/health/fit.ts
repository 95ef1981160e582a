import { date, dated, percent, sentence } from '../../format.ts';
import type { SchemeHealth } from './types.ts';

// A smaller share reads as 0 %.
const leastTold = 0.0005;

/** Why a scheme has its verdict, without figures of statistics and without what the heading says. */
export const reasonOf = ({ scheme, reason }: SchemeHealth): string => sentence(
  dated(reason.replace(/^\w+: /, '').replace(`${scheme}: `, '').replaceAll(/ \(PSI [^)]*\)/g, '')));

/** What else a person should know of a scheme; empty when all is quiet. */
export function notesOf(fit: SchemeHealth): string[] {
  const told: [number, string][] = [
    [fit.flapRate, 'of the customers went back and forth within 90 days'],
    [fit.unknownRate, 'lack a value that a condition asks for'],
    [fit.overrideRate, 'were set by hand'],
    [fit.conflictRate, 'were set by hand, and the model keeps saying otherwise'],
  ];
  return told.filter(([share]) => share >= leastTold).map(([share, text]) => `${percent(share)} ${text}.`);
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
