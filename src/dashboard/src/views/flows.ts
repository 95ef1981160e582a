import type { Flow, Report, SegmentSize } from '../types.ts';

/** All moves between two segments of a scheme, whatever their causes. */
export interface Link {
  from: string | null;
  to: string | null;
  customers: number;
  value: number | null;
  /** Its causes, the most frequent first. */
  causes: string[];
}

/** The flows of a scheme between two segments, the largest first; who is new comes from nowhere. */
export function links(flows: Flow[], scheme: string): Link[] {
  const bySegments = new Map<string, Flow[]>();
  for (const flow of flows.filter(one => one.scheme === scheme)) {
    const key = JSON.stringify([flow.from, flow.to]);
    bySegments.set(key, [...bySegments.get(key) ?? [], flow]);
  }
  return [...bySegments.values()].map(same => {
    const [first] = same as [Flow];
    const values = same.map(flow => flow.value).filter(value => value !== null && value !== undefined);
    return {
      from: first.from,
      to: first.to,
      customers: same.reduce((total, flow) => total + flow.customers, 0),
      value: values.length === 0 ? null : values.reduce((total, value) => total + value, 0),
      causes: same.sort((a, b) => b.customers - a.customers).map(flow => flow.cause),
    };
  }).sort((a, b) => b.customers - a.customers);
}

/** The segments of a scheme as a report has them. */
export const segmentsOf = (report: Report, scheme: string): SegmentSize[] =>
  report.schemes.find(one => one.scheme === scheme)?.segments ?? [];
