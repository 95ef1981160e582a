/** An import, as the list has it. */
export interface Import {
  import: string;
  state: string;
  folder: string;
  at: string;
  baseVersion: number | null;
  rows: number | null;
  rejectedRows: number | null;
  error: string | null;
}

/** Where the rows of a file went. */
export interface Ledger {
  read: number;
  blank: number;
  filtered: number;
  rejected: number;
  duplicate: number;
  superseded: number;
  unresolved: number;
  accepted: number;
}

export interface ImportFile {
  file: string;
  source: string;
  bytes: number;
  ledger: Ledger;
}

/** How full a field is, in percent, and the change since the import before, in percentage points. */
export interface Field {
  group: string;
  source: string;
  field: string;
  rows: number;
  filledPercent: number;
  newest: string | null;
  changePoints: number | null;
}

export interface ImportWithRows extends Import {
  mode: string | null;
  files: ImportFile[];
  unread: string[];
  resolved: number;
  absent: number;
  removed: number;
  fields: Field[];
}

export interface Reject {
  file: string;
  line: number;
  column: string | null;
  code: string;
  value: string | null;
  hint: string | null;
}
