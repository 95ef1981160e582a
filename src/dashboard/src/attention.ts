import { find, get, send } from './api.ts';
import type { Attention, Candidate, Customer, Report, Scheme } from './types.ts';

/** Somebody who needs attention, as a line of a list. */
export interface Needed extends Candidate {
  value: number | null;
  why: string;
  todo: string | null;
}

/** The first who need attention: of the queue, or where there is none of the run's report. */
export async function firstNeeded(report: Report, owner: string, most: number): Promise<Needed[]> {
  const queue = await find<Attention>('attention', { owner, limit: most });
  return queue
    ? queue.items.slice(0, most).map(item => ({
      ...item, why: item.reasons.map(reason => reason.text).join('; '), todo: item.nextAction,
    }))
    : reported(report, owner, most);
}

async function reported(report: Report, owner: string, most: number): Promise<Needed[]> {
  if (report.attention.length === 0) return [];
  const [customers, schemes] = await Promise.all([
    send<{ items: Customer[] }>('POST', 'customers/lookup', { ids: report.attention.map(item => item.customer) }),
    get<{ items: Scheme[] }>('schemes'),
  ]);
  const actions = new Map(schemes.items.flatMap(scheme => scheme.segments.map(
    segment => [`${scheme.scheme} ${segment.segment}`, segment.nextAction] as const)));
  return report.attention.map((item, i) => ({
    customer: item.customer,
    name: customers.items[i]?.name ?? null,
    owner: customers.items[i]?.owner ?? null,
    value: item.value,
    why: item.text,
    todo: actions.get(`${item.scheme} ${item.segment}`) ?? null,
  })).filter(item => owner === '' || item.owner === owner).slice(0, most);
}
