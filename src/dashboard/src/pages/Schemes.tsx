import { get } from '../api.ts';
import { Bar } from '../components/Bar.tsx';
import { DataTable, type Column } from '../components/DataTable.tsx';
import { Empty } from '../components/Empty.tsx';
import { Loading } from '../components/Loading.tsx';
import { Money } from '../components/Money.tsx';
import { Page } from '../components/Page.tsx';
import { Tabs } from '../components/Tabs.tsx';
import { count, percent, words } from '../format.ts';
import { useLoad } from '../load.ts';
import { link } from '../router.ts';
import type { Scheme, SegmentCard } from '../types.ts';
import { tellingScheme } from '../views/overview.ts';

/** The segments of a scheme, best first, and what the scheme is for. */
export function Schemes({ scheme }: { scheme: string | null }) {
  const schemes = useLoad('schemes', () => get<{ items: Scheme[] }>('schemes'));
  return (
    <Loading of={schemes}>
      {({ items }) => {
        const chosen = items.find(one => one.scheme === scheme)
          ?? items.find(one => one.scheme === tellingScheme(items)?.scheme);
        return chosen ? <OfScheme scheme={chosen} all={items} />
          : <Page title="Segments"><Empty title="There are no segments before the first run." /></Page>;
      }}
    </Loading>
  );
}

function OfScheme({ scheme, all }: { scheme: Scheme; all: Scheme[] }) {
  const tabs = all.map(one => ({ key: one.scheme, name: words(one.scheme), href: link(['schemes', one.scheme]) }));
  const columns: Column<SegmentCard>[] = [
    {
      head: 'Segment',
      cell: row => <>{row.name}<span class="why">{row.description}</span></>,
    },
    { head: 'Customers', cell: row => count(row.customers), isNumber: true },
    { head: 'Share', cell: row => percent(row.share), isNumber: true, isMinor: true },
    { head: 'Value', cell: row => <Money value={row.value} currency={scheme.currency} />, isNumber: true },
    {
      head: 'Share of value',
      cell: row => row.valueShare !== null && (
        <span class="bar-cell"><Bar share={row.valueShare} /> {percent(row.valueShare)}</span>
      ),
      isMinor: true,
    },
    { head: 'What to do', cell: row => <span class="small">{row.nextAction ?? row.play?.goal}</span>, isMinor: true },
  ];
  return (
    <Page title={scheme.name ?? words(scheme.scheme)} lead={scheme.objective?.text ?? scheme.description}
      aside={<Tabs label="Scheme" items={tabs} chosen={scheme.scheme} />}>
      <DataTable caption="Segments, the best first" columns={columns} rows={scheme.segments}
        rowKey={row => row.segment} href={row => link(['schemes', scheme.scheme, row.segment])} />
    </Page>
  );
}
