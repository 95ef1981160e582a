import { get, type Page } from './api.ts';
import type { FoundCustomer } from './types.ts';

/** The customers of some pages: one with this external key comes first, and again where its name stands. */
export const once = (items: FoundCustomer[]): FoundCustomer[] =>
  [...new Map(items.map(item => [item.customer, item])).values()];

/** Customers whose name has the words or whose id begins with them; first of all those with this external key. */
export async function findCustomers(
  text: string, owner: string, limit: number, cursor: string | null = null,
): Promise<Page<FoundCustomer>> {
  const none: Page<FoundCustomer> = { items: [], next: null };
  if (text === '' && owner === '') return none;
  const [named, keyed] = await Promise.all([
    get<Page<FoundCustomer>>('customers', { q: text, owner, limit, cursor }),
    text === '' || cursor ? none : get<Page<FoundCustomer>>('customers', { key: text, owner, limit }),
  ]);
  const known = new Set(keyed.items.map(item => item.customer));
  return { items: [...keyed.items, ...named.items.filter(item => !known.has(item.customer))], next: named.next };
}
