import { number, words } from './format.ts';
import type { Change, Differentiator, Explanation, MoveInput, Scheme } from './types.ts';

/** What the measures of a scheme are counted in, by name, as far as its cards tell. */
export type Units = Map<string, string>;

/** The units of measures that the cards of a scheme tell; money is told in the currency. */
export function unitsOf(scheme: Scheme | null): Units {
  const units: Units = new Map();
  for (const { measure, unit } of scheme?.segments.flatMap(segment => segment.differentiators) ?? []) {
    if (unit) units.set(measure, unit === 'money' ? scheme?.currency ?? '' : unit);
  }
  return units;
}

/** A measure's value with its unit; `unknown` where there is none. */
export function measured(value: unknown, unit: string | undefined): string {
  if (value === null || value === undefined) return 'unknown';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'number') return String(value);
  return unit ? `${plain(value)} ${unit}` : plain(value);
}

/** A number as people need it: cents only where it is small. */
export const plain = (value: number): string => number(Math.abs(value) >= 1000 ? Math.round(value) : value);

/** What a measure had to do with a move: how it changed, and how the cut did. */
export function inputText(input: MoveInput, units: Units = new Map()): string {
  const unit = units.get(input.measure);
  const name = words(input.measure);
  const value = input.before === null ? `${name} is ${measured(input.after, unit)}`
    : input.before === input.after ? `${name} stayed at ${measured(input.after, unit)}`
      : `${name} went from ${measured(input.before, unit)} to ${measured(input.after, unit)}`;
  const { edgeBefore: before, edgeAfter: after } = input;
  if (before === null || after === null) return value;
  return before === after ? `${value}; the cut stayed at ${plain(after)}`
    : `${value}; the cut ${after > before ? 'rose' : 'fell'} from ${plain(before)} to ${plain(after)}`;
}

/** What would change a segment: one measure that would have to reach a value. */
export function changeText(change: Change, units: Units, segmentName: (id: string) => string): string {
  const unit = units.get(change.measure);
  const verb = typeof change.from === 'number' && typeof change.to === 'number'
    ? change.to > change.from ? 'rises' : 'falls' : 'changes';
  return `${segmentName(change.segment)}, if ${words(change.measure)} ${verb} from ${measured(change.from, unit)} to `
    + measured(change.to, unit);
}

/** What makes a segment different, in a sentence: its mean beside that of all others, or its share of a category. */
export function differenceText(difference: Differentiator, currency: string | null): string {
  const name = words(difference.measure);
  if (difference.category !== null) {
    const [here, others] = [difference.share ?? 0, difference.othersShare ?? 0].map(share => Math.round(share * 100));
    return `${name} is ${difference.category} for ${here} %; elsewhere for ${others} %`;
  }
  const unit = difference.unit === 'money' ? currency ?? undefined : difference.unit ?? undefined;
  const [mean, others] = [difference.mean ?? 0, difference.othersMean ?? 0];
  return `${name} is ${measured(rounded(mean), unit)}; elsewhere ${measured(rounded(others), unit)}`;
}

/** Where a measure would change the segment today: the nearest change tells it where there is no learned edge. */
export const turningPoint = (explanation: Explanation, measure: string): number | null => {
  const to = explanation.nearestChange.find(change => change.measure === measure)?.to;
  return typeof to === 'number' ? to : null;
};

const rounded = (value: number): number => Number(value.toPrecision(3));
