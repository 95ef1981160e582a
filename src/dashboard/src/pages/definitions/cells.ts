import type { PreviewedScheme } from './types.ts';

/** The rows and columns that have customers, in the order of the segments, and how many are where. */
export function cellsOf({ segments, matrix }: PreviewedScheme) {
  const order: (string | null)[] = [...segments.map(one => one.segment), null];
  const cells = new Map(matrix.map(cell => [key(cell.from, cell.to), cell.customers]));
  return {
    rows: order.filter(from => matrix.some(cell => cell.from === from)),
    columns: order.filter(to => matrix.some(cell => cell.to === to)),
    at: (from: string | null, to: string | null): number => cells.get(key(from, to)) ?? 0,
  };
}

const key = (from: string | null, to: string | null) => JSON.stringify([from, to]);
