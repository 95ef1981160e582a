import { get, id, type Page as ListPage } from '../../api.ts';
import { DataTable, More, type Column } from '../../components/DataTable.tsx';
import { Loading } from '../../components/Loading.tsx';
import { OwnerSwitch } from '../../components/OwnerSwitch.tsx';
import { Section } from '../../components/Page.tsx';
import { usePages } from '../../load.ts';
import { link } from '../../router.ts';
import type { Candidate, Scheme } from '../../types.ts';

const pageSize = 20;

/** Who is in a segment, of all owners or one, page by page. */
export function Members({ scheme, segment, owner }: { scheme: Scheme; segment: string; owner: string }) {
  const path = `schemes/${id(scheme.scheme)}/segments/${id(segment)}/customers`;
  const members = usePages(`${path} ${owner}`, cursor =>
    get<ListPage<Candidate>>(path, { owner, cursor, limit: pageSize }));
  const columns: Column<Candidate>[] = [
    { head: 'Customer', cell: row => row.name ?? row.customer },
    { head: 'Id', cell: row => row.customer, isMinor: true },
    { head: 'Owner', cell: row => row.owner },
  ];
  return (
    <Section title="Who is in it" aside={<OwnerSwitch owner={owner} />}>
      <Loading of={members}>
        {rows => rows.length === 0
          ? <p class="quiet">{owner === '' ? 'Nobody is in it.' : `Nobody of ${owner} is in it.`}</p>
          : <>
            <DataTable caption="Customers of the segment" isCaptionHidden columns={columns} rows={rows}
              rowKey={row => row.customer} href={row => link(['customers', row.customer], { scheme: scheme.scheme })} />
            <More more={members.more} />
          </>}
      </Loading>
    </Section>
  );
}
