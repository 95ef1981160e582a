import type { ComponentChildren } from 'preact';

/** A column of a table. */
export interface Column<T> {
  head: string;
  cell: (row: T) => ComponentChildren;
  /** Numbers stand at the right. */
  isNumber?: boolean;
  /** Left out where there is little room. */
  isMinor?: boolean;
}

/** A table with its caption. With `href`, the first cell of a row is a link that the whole row follows. */
export function DataTable<T>({ caption, columns, rows, rowKey, href, isCaptionHidden }: {
  caption: string;
  columns: Column<T>[];
  rows: T[];
  rowKey: (row: T) => string;
  href?: (row: T) => string;
  /** Whether the caption is only read out: a heading says the same. */
  isCaptionHidden?: boolean;
}) {
  const style = (column: Column<T>) =>
    [column.isNumber && 'number', column.isMinor && 'minor'].filter(Boolean).join(' ') || undefined;
  return (
    <div class="table-box">
      <table class={href ? 'rows-link' : undefined}>
        <caption class={isCaptionHidden ? 'unseen' : undefined}>{caption}</caption>
        <thead>
          <tr>{columns.map(column => <th key={column.head} scope="col" class={style(column)}>{column.head}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={rowKey(row)}>
              {columns.map((column, i) => (
                <td key={column.head} class={style(column)}>
                  {i === 0 && href ? <a class="row-link" href={href(row)}>{column.cell(row)}</a> : column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Loads the next page of a list; nothing where there is none. */
export function More({ more }: { more: (() => void) | null }) {
  return more && <p class="more"><button type="button" onClick={more}>Show more</button></p>;
}
