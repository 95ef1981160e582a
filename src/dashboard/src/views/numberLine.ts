/** A mark on a number line: its place from 0 to 1, and on which side of it its label has room. */
export interface Mark {
  value: number;
  place: number;
  side: 'left' | 'middle' | 'right';
}

/** A pair of marks: before and after a move. One mark stands for both when they are equal. */
export type Pair = { before: Mark; after: Mark } | { both: Mark } | null;

/** A number line: what the customer has above it, where the cut is below it. */
export interface Line {
  value: Pair;
  cut: Pair;
}

/**
 * Lays out a number line. The outermost marks stand at one third and two thirds, so that labels beside them have room;
 * the labels of a pair point away from each other.
 */
export function numberLine(
  value: [number | null, number | null], cut: [number | null, number | null],
): Line {
  const all = [...value, ...cut].filter(one => one !== null);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const place = (one: number) => most === least ? 0.5 : 1 / 3 + (one - least) / (most - least) / 3;
  return { value: pair(value, place), cut: pair(cut, place) };
}

function pair([before, after]: [number | null, number | null], place: (value: number) => number): Pair {
  const mark = (value: number, side: Mark['side']): Mark => ({ value, place: place(value), side });
  if (before !== null && after !== null && before !== after) {
    return before < after
      ? { before: mark(before, 'left'), after: mark(after, 'right') }
      : { before: mark(before, 'right'), after: mark(after, 'left') };
  }
  const both = after ?? before;
  return both === null ? null : { both: mark(both, 'middle') };
}
