import type { Part } from '../../components/Parts.tsx';
import type { Ledger, Reject } from './types.ts';

/** Where rows can go, in the order of the bar. */
export const ways: { key: keyof Ledger; name: string; kind: Part['kind'] }[] = [
  { key: 'accepted', name: 'taken', kind: 'kept' },
  { key: 'duplicate', name: 'the same as another', kind: 'same' },
  { key: 'superseded', name: 'replaced by a newer one', kind: 'same' },
  { key: 'filtered', name: 'left out by the definitions', kind: 'left' },
  { key: 'blank', name: 'empty', kind: 'left' },
  { key: 'unresolved', name: 'of an unknown customer, waiting', kind: 'warn' },
  { key: 'rejected', name: 'rejected', kind: 'down' },
];

/** The parts of a file's bar. */
export const partsOf = (ledger: Ledger): Part[] =>
  ways.map(({ key, name, kind }) => ({ name, kind, size: ledger[key] }));

/** The ways that any of the files has, for the legend. */
export const waysOf = (ledgers: Ledger[]) => ways.filter(way => ledgers.some(ledger => ledger[way.key] > 0));

/** Rejected rows as CSV. What a spreadsheet may take for a formula gets an apostrophe before it, as in exports. */
export function rejectsCsv(rows: Reject[]): string {
  const lines = rows.map(row => [row.file, row.line, row.column, row.code, row.value, row.hint].map(cell).join(','));
  return ['file,line,column,code,value,hint', ...lines, ''].join('\r\n');
}

function cell(value: string | number | null): string {
  const text = String(value ?? '');
  const safe = /^["' ]*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
