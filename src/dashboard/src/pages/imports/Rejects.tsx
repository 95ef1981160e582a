import { useState } from 'preact/hooks';
import { get, id as part, save, type Page as ListPage } from '../../api.ts';
import { DataTable, More } from '../../components/DataTable.tsx';
import { ErrorBox } from '../../components/ErrorBox.tsx';
import { Loading } from '../../components/Loading.tsx';
import { Section } from '../../components/Page.tsx';
import { count, counted } from '../../format.ts';
import { usePages } from '../../load.ts';
import { rejectsCsv } from './rows.ts';
import type { Reject } from './types.ts';

const shown = 20;
const mostAtOnce = 1000;

/** The rejected rows of an import: where, what was found, what to do. */
export function Rejects({ id, rows }: { id: string; rows: number }) {
  const path = `imports/${part(id)}/rejects`;
  const rejects = usePages(path, cursor => get<ListPage<Reject>>(path, { cursor, limit: shown }));
  return (
    <Section title={`Rejected: ${counted(rows, 'row')}`} aside={<Download path={path} id={id} />}>
      <Loading of={rejects}>{items => (
        <DataTable
          caption="Rejected rows" isCaptionHidden rows={items} rowKey={row => `${row.file} ${row.line} ${row.code}`}
          columns={[
            { head: 'Where', cell: row => <span class="file">{row.file}, line{'\u00a0'}{count(row.line)}</span> },
            { head: 'Column', isMinor: true, cell: row => row.column ?? '–' },
            { head: 'Found', cell: row => <Found value={row.value} /> },
            { head: 'What to do', cell: row => row.hint ?? row.code },
          ]} />
      )}</Loading>
      <More more={rejects.more} />
    </Section>
  );
}

const Found = ({ value }: { value: string | null }) => value
  ? <code class="found" title={value}>{value}</code>
  : <span class="none">nothing</span>;

/** Saves all of them as a file for a spreadsheet. */
function Download({ path, id }: { path: string; id: string }) {
  const [error, setError] = useState<Error | null>(null);
  const onClick = () => all(path).then(
    rows => save(new Blob([rejectsCsv(rows)], { type: 'text/csv' }), `rejects-${id}.csv`), setError);
  return error
    ? <ErrorBox error={error} again={() => setError(null)} />
    : <button type="button" onClick={onClick}>Download all as CSV</button>;
}

async function all(path: string): Promise<Reject[]> {
  const rows: Reject[] = [];
  let cursor: string | null = null;
  do {
    const page: ListPage<Reject> = await get<ListPage<Reject>>(path, { cursor, limit: mostAtOnce });
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return rows;
}
