import { get, type Page as ListPage } from '../../api.ts';
import { DataTable, More } from '../../components/DataTable.tsx';
import { Empty } from '../../components/Empty.tsx';
import { Loading } from '../../components/Loading.tsx';
import { Page } from '../../components/Page.tsx';
import { count, counted, time } from '../../format.ts';
import { usePages } from '../../load.ts';
import { link } from '../../router.ts';
import { importState } from '../../words.ts';
import type { Import } from './types.ts';

/** All imports, newest first. */
export function ImportList() {
  const imports = usePages('imports', cursor => get<ListPage<Import>>('imports', { cursor }));
  const held = (imports.value ?? []).filter(one => one.state === 'held').length;
  const waits = held === 1 ? 'waits' : 'wait';
  return (
    <Page
      title="Imports"
      lead={held > 0 && <span class="warn">{counted(held, 'import')} {waits} for your decision.</span>}>
      <Loading of={imports}>{rows => rows.length === 0 ? <NoImport /> : (
        <>
          <DataTable
            caption="Imports, newest first" isCaptionHidden rows={rows} rowKey={row => row.import + row.at}
            href={row => link(['imports', row.import])}
            columns={[
              { head: 'Files of', cell: row => row.folder || row.import },
              { head: 'When', cell: row => time(row.at) },
              { head: 'What became of it', cell: row => <ImportState state={row.state} /> },
              { head: 'Rows', isNumber: true, cell: row => row.rows === null ? '–' : count(row.rows) },
              { head: 'Rejected', isNumber: true, cell: row => <Rejected row={row} /> },
            ]} />
          <More more={imports.more} />
        </>
      )}</Loading>
    </Page>
  );
}

/** The state of an import in words and in its colour. */
export function ImportState({ state }: { state: string }) {
  const style = state === 'held' ? 'warn' : state === 'rejected' ? 'down' : '';
  return <span class={style}>{importState(state)}</span>;
}

function Rejected({ row }: { row: Import }) {
  const rejected = row.rejectedRows ?? 0;
  return rejected === 0 ? <span class="none">–</span> : <span class="down">{count(rejected)}</span>;
}

function NoImport() {
  return (
    <Empty title="Nothing was imported yet.">
      <p>
        Drop a CRM export, or any CSV files, into the folder <code>dumps/inbox</code> of the data folder. They are taken
        when nothing has changed for a minute, or at once when a file named <code>_SUCCESS</code> lies beside them.
      </p>
    </Empty>
  );
}
