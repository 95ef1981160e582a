/** What the API answers, by the names of docs/http.md; only what the pages read. */

/** A run that is published. */
export interface Run {
  run: number;
  state: string;
  kind: string;
  isCurrent: boolean;
  trigger: string;
  asOf: string;
  workspaceVersion: string;
  customers: number;
  moves: number;
  createdAt: string;
  startedAt: string | null;
  publishedAt: string | null;
  finishedAt: string | null;
  error: string | null;
}

export interface SegmentSize {
  segment: string;
  name: string;
  customers: number;
  value: number;
}

export interface Flow {
  scheme: string;
  from: string | null;
  to: string | null;
  cause: string;
  customers: number;
  value?: number | null;
}

export interface Report {
  run: number;
  workspace: string;
  asOf: string;
  customers: number;
  currency: string | null;
  comparedWith: number | null;
  schemes: { scheme: string; kind: string; segments: SegmentSize[] }[];
  moves: Flow[];
  health: { verdict: string; summary: string } | null;
}

export interface RunWithReport {
  run: Run;
  held: unknown;
  report: Report | null;
}

export interface Candidate {
  customer: string;
  name: string | null;
  owner: string | null;
}

export interface FoundCustomer extends Candidate {
  keys: Record<string, string>;
  segments: Record<string, string>;
}

export interface Override {
  segment: string;
  reason: string;
  author: string;
  expires: string;
  conflictRuns?: number;
}

export interface CustomerSegment {
  segment: string;
  name: string;
  since: string;
  modelSegment: string;
  override: Override | null;
  heldUntil: string | null;
}

export interface Customer extends Candidate {
  status?: string;
  run: number;
  asOf: string;
  stale: boolean;
  aliases?: string[];
  segments: Record<string, CustomerSegment>;
  measures?: Record<string, unknown>;
}

export interface MoveInput {
  measure: string;
  before: unknown;
  after: unknown;
  edgeBefore: number | null;
  edgeAfter: number | null;
}

export interface Change {
  measure: string;
  from: unknown;
  to: unknown;
  segment: string;
}

export interface Explanation {
  customer: string;
  run: number;
  asOf: string;
  scheme: string;
  segment: string;
  name: string;
  description: string | null;
  playbook: string | null;
  sinceRun: number;
  decidedBy: string;
  inputs: { measure: string; value: unknown; score: number | null; scores: number | null;
    edges: number[] | null; boundary: number | null }[];
  unknown: string[];
  modelSegment: string;
  held: { by: string; until: string | null; wants: string } | null;
  override: Override | null;
  move: { from: string | null; to: string | null; run: number; cause: string; causes: string[];
    inputs: MoveInput[]; text: string } | null;
  nearestChange: Change[];
  wayBack: Change | null;
}

export interface HistoryItem {
  run: number;
  asOf: string;
  scheme: string;
  from: string | null;
  to: string | null;
  direction: string;
  cause: string;
  causes: string[];
}

export interface Transition {
  id: string;
  subject: string;
  data: {
    customer: string;
    scheme: string;
    from: string | null;
    to: string | null;
    direction: string;
    cause: string;
    causes: string[];
    run: number;
    asOf: string;
    reasons: MoveInput[];
    value: number | null;
    currency: string | null;
    owner: string | null;
    playbook: string | null;
  };
}

export interface Playbook {
  name: string;
  title: string | null;
  description: string | null;
  goal: string | null;
  bestFor: string | null;
  owner: string | null;
  engagement: { cadence: string | null; modes: string[]; plan: string | null } | null;
  do: string[];
  avoid: string[];
  nextAction: string | null;
  nextActions: { segment: string; text: string }[];
  success: string | null;
}

export interface Differentiator {
  measure: string;
  unit: string | null;
  effect: number;
  mean: number | null;
  othersMean: number | null;
  category: string | null;
  share: number | null;
  othersShare: number | null;
}

export interface Outcomes {
  accounts: number;
  outcomes: Record<string, { customers: number; value: number | null; share: number }>;
  grr: number | null;
  nrr: number | null;
  costToServe?: number | null;
  hours?: number | null;
}

export interface SegmentCard extends SegmentSize {
  description: string | null;
  playbook: string | null;
  owner: string | null;
  share: number;
  valueShare: number | null;
  trend: { run: number; asOf: string; customers: number; value: number }[];
  outcomes: Outcomes | null;
  differentiators: Differentiator[];
  play: Playbook | null;
  nextAction: string | null;
}

export interface Scheme {
  scheme: string;
  name: string | null;
  description: string | null;
  kind: string;
  run: number;
  asOf: string;
  customers: number;
  currency: string | null;
  owner: string | null;
  objective: { text: string } | null;
  outcomesSince: string | null;
  segments: SegmentCard[];
}

export interface AttentionItem extends Candidate {
  value: number | null;
  stake: number | null;
  reasons: { reason: string; text: string; scheme: string | null; segment: string | null;
    since: string | null; due: string | null }[];
  playbook: string | null;
  nextAction: string | null;
}

export interface Attention {
  run: number;
  asOf: string;
  currency: string | null;
  items: AttentionItem[];
  totals: {
    customers: number;
    value: number | null;
    stake: number | null;
    byReason: { reason: string; customers: number; value: number | null; stake: number | null }[];
    byOwner: { owner: string | null; customers: number; value: number | null; stake: number | null }[];
  };
  next: string | null;
}
