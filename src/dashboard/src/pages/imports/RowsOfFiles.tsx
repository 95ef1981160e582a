import { DataTable } from '../../components/DataTable.tsx';
import { Parts, PartsLegend } from '../../components/Parts.tsx';
import { count, sentence } from '../../format.ts';
import { partsOf, waysOf } from './rows.ts';
import type { ImportFile } from './types.ts';

const rowsOf = (rows: number) => rows === 0 ? <span class="none">–</span> : count(rows);

/** A bar per file: how many of its rows were taken, and where the others went. */
export function RowsOfFiles({ files }: { files: ImportFile[] }) {
  const ways = waysOf(files.map(file => file.ledger));
  return (
    <>
      <PartsLegend parts={ways} />
      <DataTable
        caption="Rows by file" isCaptionHidden rows={files} rowKey={row => `${row.file} ${row.source}`}
        columns={[
          { head: 'File', cell: row => <span class="file">{row.file}</span> },
          { head: 'Read as', isMinor: true, cell: row => row.source },
          { head: 'Where its rows went', cell: row => <Parts parts={partsOf(row.ledger)} of="row" /> },
          { head: 'Rows', isNumber: true, cell: row => count(row.ledger.read) },
          ...ways.map(way => ({
            head: sentence(way.name), isNumber: true, isMinor: true,
            cell: (row: ImportFile) => rowsOf(row.ledger[way.key]),
          })),
        ]} />
    </>
  );
}
