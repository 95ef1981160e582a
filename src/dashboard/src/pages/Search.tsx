import { DataTable, More } from '../components/DataTable.tsx';
import { Empty } from '../components/Empty.tsx';
import { Loading } from '../components/Loading.tsx';
import { OwnerSwitch } from '../components/OwnerSwitch.tsx';
import { Page } from '../components/Page.tsx';
import { words } from '../format.ts';
import { usePages } from '../load.ts';
import { link } from '../router.ts';
import { findCustomers, once } from '../search.ts';
import type { FoundCustomer } from '../types.ts';

const pageSize = 50;

/** All customers that a search finds, of all owners or one. */
export function Search({ q, owner }: { q: string; owner: string }) {
  const found = usePages(`${q} ${owner}`, cursor => findCustomers(q, owner, pageSize, cursor));
  const columns = [
    { head: 'Customer', cell: (row: FoundCustomer) => row.name ?? row.customer },
    { head: 'Id', cell: (row: FoundCustomer) => row.customer, isMinor: true },
    { head: 'Owner', cell: (row: FoundCustomer) => row.owner },
    { head: 'Segments', cell: (row: FoundCustomer) => Object.values(row.segments).map(words).join(' · ') },
  ];
  const lead = q === '' ? undefined : `With “${q}” in the name, the id or a key`;
  return (
    <Page title="Customers" lead={lead} aside={<OwnerSwitch owner={owner} />}>
      <Loading of={found}>
        {rows => rows.length > 0
          ? <>
            <DataTable caption="Customers" isCaptionHidden columns={columns} rows={once(rows)}
              rowKey={row => row.customer} href={row => link(['customers', row.customer])} />
            <More more={found.more} />
          </>
          : <Empty title={q === '' && owner === '' ? 'Type a name, an id or a key above.' : 'No customer fits.'}>
            <p>A name is found by any of its words; an id by how it begins; an external key must be whole.</p>
          </Empty>}
      </Loading>
    </Page>
  );
}
