/** How far the shares of something are from those of the run that is compared with. `psi`: see docs/health.md. */
export interface Shift {
  name: string;
  psi: number | null;
  level: string;
}

export interface SchemeHealth {
  scheme: string;
  verdict: string;
  reason: string;
  baseline: { run: number; asOf: string; customers: number } | null;
  segmentShift: Shift | null;
  measures: Shift[];
  scores: Shift[];
  segments: { segment: string; share: number; baselineShare: number | null }[];
  separation: number | null;
  flapRate: number;
  unknownRate: number;
  overrideRate: number;
  conflictRate: number;
  review: { every: string | null; last: string | null; by: string | null; due: string | null } | null;
}

export interface Objective {
  scheme: string | null;
  segment: string | null;
  objective: string;
  text: string;
  now: number | null;
  target: number | null;
  by: string | null;
  isOnPace: boolean | null;
}

export interface Health {
  run: number;
  asOf: string;
  verdict: string;
  summary: string;
  schemes: SchemeHealth[];
  objectives: Objective[];
}
