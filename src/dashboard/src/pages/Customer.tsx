import { find, id as part, type Page as ListPage } from '../api.ts';
import { Empty } from '../components/Empty.tsx';
import { Loading } from '../components/Loading.tsx';
import { Page } from '../components/Page.tsx';
import { date } from '../format.ts';
import { useLoad } from '../load.ts';
import type { Customer, Explanation, HistoryItem, Scheme } from '../types.ts';
import { Feedback } from './customer/Feedback.tsx';
import { History } from './customer/History.tsx';
import { Measures } from './customer/Measures.tsx';
import { SegmentTabs } from './customer/SegmentTabs.tsx';
import { SetByHand } from './customer/SetByHand.tsx';
import { WhatToDo } from './customer/WhatToDo.tsx';
import { Why } from './customer/Why.tsx';

/** A customer, what the segments of all schemes are, and why each is so. */
export interface Known {
  customer: Customer;
  explanations: Explanation[];
  history: HistoryItem[];
}

/** A customer: its segments, why it is there and what would change that, what to do, and its history. */
export function CustomerPage({ id, scheme }: { id: string; scheme: string | null }) {
  const known = useLoad(id, () => load(id));
  return (
    <Loading of={known}>
      {value => value === null
        ? <Page title="There is no such customer"><Empty title={`Nobody has the id ${id}.`} /></Page>
        : value.customer.status
          ? <Page title={id}><Empty title="This customer was imported, and no run has it yet." /></Page>
          : <Shown known={value} scheme={scheme} again={known.again} />}
    </Loading>
  );
}

async function load(id: string): Promise<Known | null> {
  const path = `customers/${part(id)}`;
  const [customer, explained, history] = await Promise.all([
    find<Customer>(path, { include: 'measures' }),
    find<Explanation | { items: Explanation[] }>(`${path}/explain`),
    find<ListPage<HistoryItem>>(`${path}/history`),
  ]);
  if (customer === null) return null;
  const explanations = explained === null ? [] : 'items' in explained ? explained.items : [explained];
  return { customer, explanations, history: history?.items ?? [] };
}

function Shown({ known, scheme, again }: { known: Known; scheme: string | null; again: () => void }) {
  const { customer, explanations, history } = known;
  const names = Object.keys(customer.segments);
  const chosen = scheme !== null && names.includes(scheme) ? scheme : movedLast(explanations) ?? names[0] ?? '';
  const cards = useLoad(`scheme ${chosen}`, () => find<Scheme>(`schemes/${part(chosen)}`));
  const explanation = explanations.find(one => one.scheme === chosen);
  const card = cards.value?.scheme === chosen ? cards.value : null;
  const { aliases = [] } = customer;
  return (
    <Page title={customer.name ?? customer.customer}
      lead={<>
        {customer.customer}{customer.owner && ` · owner ${customer.owner}`} · as of {date(customer.asOf)}
        {aliases.length > 0 && ` · also ${aliases.join(', ')}`}
        {customer.stale && ' · newer data or definitions wait for the next run'}
      </>}>
      <SegmentTabs known={known} chosen={chosen} />
      <div class="columns">
        <div>
          {explanation && <Why explanation={explanation} scheme={card} />}
          <History items={history} customer={customer} />
        </div>
        <div>
          {explanation && <WhatToDo explanation={explanation} scheme={card} customer={customer} />}
          {card && <SetByHand key={`set ${chosen}`} customer={customer} scheme={card} again={again} />}
          {card && <Feedback key={`feedback ${chosen}`} customer={customer} scheme={card} />}
          {customer.measures && <Measures measures={customer.measures} />}
        </div>
      </div>
    </Page>
  );
}

/** The scheme in which the customer moved last. */
const movedLast = (explanations: Explanation[]): string | undefined =>
  [...explanations].sort((a, b) => (b.move?.run ?? 0) - (a.move?.run ?? 0))[0]?.scheme;
