import type { Flow, Report, SegmentSize } from '../types.ts';

type SchemeSizes = Report['schemes'][number];

/** A segment's part of all customers and of all value, from 0 to 1. */
export interface SizeRow extends SegmentSize {
  share: number;
  valueShare: number;
}

/** The segments of a scheme with their parts of the whole. */
export function sizes(scheme: SchemeSizes): SizeRow[] {
  const customers = sum(scheme.segments.map(segment => segment.customers));
  const value = sum(scheme.segments.map(segment => segment.value ?? 0));
  return scheme.segments.map(segment => ({
    ...segment,
    share: customers > 0 ? segment.customers / customers : 0,
    valueShare: value > 0 ? (segment.value ?? 0) / value : 0,
  }));
}

/**
 * The scheme that tells most about where the value is: the one whose shares of value differ most from its shares of
 * customers. Without any value, the first.
 */
export function tellingScheme(schemes: SchemeSizes[]): SchemeSizes | undefined {
  const distance = (scheme: SchemeSizes) =>
    sum(sizes(scheme).map(segment => Math.abs(segment.valueShare - segment.share)));
  return schemes.reduce<SchemeSizes | undefined>(
    (best, scheme) => best && distance(best) >= distance(scheme) ? best : scheme, undefined);
}

/** The largest flows of a scheme by value, else by customers; who is new did not move. */
export function largestFlows(flows: Flow[], scheme: string, most: number): Flow[] {
  return flows
    .filter(flow => flow.scheme === scheme && flow.from !== null)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || b.customers - a.customers)
    .slice(0, most);
}

/** How many customers of a scheme are new. */
export const newCustomers = (flows: Flow[], scheme: string): number =>
  sum(flows.filter(flow => flow.scheme === scheme && flow.from === null).map(flow => flow.customers));

/** How many moved within a scheme; who is new did not move. */
export const moved = (flows: Flow[], scheme: string): number =>
  sum(flows.filter(flow => flow.scheme === scheme && flow.from !== null).map(flow => flow.customers));

/** Which way a move goes, by the order of the segments, the best first. */
export function direction(from: string | null, to: string | null, order: string[]): 'up' | 'down' | 'still' {
  const [before, after] = [order.indexOf(from ?? ''), order.indexOf(to ?? '')];
  if (before < 0 || after < 0 || before === after) return 'still';
  return after < before ? 'up' : 'down';
}

const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);
