import type { Report, Run } from '../../types.ts';

/** A run, published or not: what it is to find is null before it has. */
export interface AnyRun extends Omit<Run, 'asOf' | 'customers' | 'moves'> {
  asOf: string | null;
  customers: number | null;
  moves: number | null;
}

/** A scheme in which so many would move that a run is held; shares in percent. */
export interface HeldScheme {
  scheme: string;
  moved: number;
  customers: number;
  share: number;
  limit: number;
}

/** What the linter finds in a segment. */
export interface Finding {
  code: string;
  severity: string;
  scheme: string | null;
  segment: string | null;
  measure: string | null;
  found: string;
  expected: string;
  fix: string;
}

/** A run with what it found. */
export interface ShownRun {
  run: AnyRun;
  held: HeldScheme[] | null;
  report: (Report & {
    import: { id: string } | null;
    movesByCause: Record<string, number>;
    definitionChanges: { scheme: string; from: number; to: number }[];
    skipped: { scheme: string; why: string }[];
    warnings: string[];
    findings: Finding[];
  }) | null;
}
