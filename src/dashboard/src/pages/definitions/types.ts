import type { Finding, HeldScheme } from '../runs/types.ts';

/** A time that definitions went live. */
export interface Deployed {
  version: string;
  name: string;
  author: string | null;
  deployedAt: string;
  note: string | null;
  how: string;
  current: boolean;
  run: number | null;
  schemes: { scheme: string; version: number }[];
}

/** A problem in a definition file; line and column are 0 for a whole file. */
export interface Problem {
  code: string;
  severity: string;
  file: string;
  line: number;
  column: number;
  found: string;
  expected: string;
  fix: string;
}

export interface PreviewedSegment {
  segment: string;
  name: string;
  before: number | null;
  after: number | null;
  valueBefore: number | null;
  valueAfter: number | null;
}

/** Customers by published segment and new segment; null for those that come or go. */
export interface Cell {
  from: string | null;
  to: string | null;
  customers: number;
  value: number | null;
}

export interface PreviewedScheme {
  scheme: string;
  isNew: boolean;
  isChanged: boolean;
  moved: number;
  movedShare: number;
  valueAtStake: number | null;
  downgraded: number;
  segments: PreviewedSegment[];
  matrix: Cell[];
}

/** The customers that segments of two schemes share; `jaccard` is their part of those in either. */
export interface Overlap {
  first: string;
  second: string;
  cells: { first: string; second: string; customers: number; jaccard: number }[];
}

export interface Preview {
  comparedWith: number | null;
  workspace: string;
  asOf: string;
  customers: number;
  currency: string | null;
  schemes: PreviewedScheme[];
  removedSchemes: string[];
  overlaps: Overlap[];
  movesByCause: Record<string, number>;
  findings: Finding[];
  held: HeldScheme[] | null;
  warnings: string[];
}

/** The files of a workspace by their path in it. */
export type Files = Record<string, string>;
