import { date, sentence, words } from './format.ts';

const causes: Record<string, string> = {
  'own-data': 'its own data changed',
  'clock-decay': 'time passed',
  'population-shift': 'others changed; the cut moved',
  'definition-change': 'the definition changed',
  'recalibration': 'the model was fitted anew',
  'hold-released': 'its hold ended',
  'override-set': 'a person set it',
  'override-expired': 'what a person set expired',
  'override-removed': 'what a person set was taken back',
  'identity-merge': 'merged with another customer',
  'identity-split': 'split from another customer',
  'erasure': 'erased',
  'rollback': 'an earlier run was restored',
  'mixed': 'several causes',
  'first-seen': 'new',
  'removed': 'removed',
  'scheme-added': 'the scheme is new',
};

const reasons: Record<string, string> = {
  'overdue-cadence': 'no contact for too long',
  'service-gap': 'gets less service than planned',
  'value-at-risk': 'value at risk',
  'detractor': 'would not recommend us',
  'renewal-without-contact': 'renews soon, and nobody called',
  'override-ending': 'what a person set ends soon',
  'wrong-segment': 'reported as wrongly placed',
};

const verdicts: Record<string, string> = {
  stable: 'Stable',
  watch: 'Worth a look',
  refit: 'Needs new cuts',
};

const holds: Record<string, string> = {
  'buffer': 'A buffer around the cut',
  'minimum-stay': 'Its minimum stay',
  'confirm-runs': 'Waiting for more runs to say so',
};

/** What holds a customer in its segment, in words. */
export const heldBy = (name: string): string => holds[name] ?? words(name);

const importStates: Record<string, string> = {
  accepted: 'Taken',
  repeated: 'Taken before',
  rejected: 'Refused',
  held: 'Waits for your decision',
  discarded: 'Thrown away',
};

const importModes: Record<string, string> = {
  delta: 'added to what was there',
  snapshot: 'in place of what its sources had',
  full: 'in place of everything',
};

const runStates: Record<string, string> = {
  queued: 'Waits for its turn',
  scoring: 'Under way',
  projecting: 'Nearly done',
  published: 'Published',
  failed: 'Failed',
  held: 'Waits for your decision',
  released: 'Published by a later run',
  discarded: 'Thrown away',
};

const triggers: Record<string, string> = {
  request: 'asked for',
  import: 'new data',
  workspace: 'new definitions',
  schedule: 'scheduled',
  override: 'a segment set by hand',
  split: 'customers taken apart',
  erasure: 'a customer erased',
  release: 'a held run published',
  rollback: 'an earlier run restored',
};

const deployments: Record<string, string> = {
  deploy: 'made live',
  rollback: 'made live again',
  run: 'came with an import',
  serve: 'the app was started with it',
};

const shifts: Record<string, string> = {
  stable: 'hardly changed',
  watch: 'changed somewhat',
  refit: 'changed a lot',
  unknown: 'too few customers to tell',
};

/** What became of an import. */
export const importState = (name: string): string => importStates[name] ?? words(name);

/** What an import does to the data before it. */
export const importMode = (name: string): string => importModes[name] ?? words(name);

/** Where a run is. */
export const runState = (name: string): string => runStates[name] ?? words(name);

/** Why a run was made. */
export const trigger = (name: string): string => triggers[name] ?? words(name);

/** How definitions came to be the current ones. */
export const deployment = (name: string): string => deployments[name] ?? words(name);

/** How much something changed since it was last looked at. */
export const shift = (level: string): string => shifts[level] ?? words(level);

/** A cause of a move as people say it; the causes of a mixed one in their order. */
export const cause = (name: string, parts: string[] = []): string =>
  name === 'mixed' && parts.length > 0
    ? `several causes: ${parts.map(part => cause(part)).join(', then ')}`
    : causes[name] ?? words(name);

/** Why somebody needs attention, in words. */
export const reason = (name: string): string => reasons[name] ?? words(name);

/** The verdict about the segmentation's health in words. */
export const verdict = (name: string): string => verdicts[name] ?? words(name);

/** A verdict's sentence without the verdict before it, which the page shows beside; its days as people write them. */
export const withoutVerdict = (summary: string): string => sentence(summary
  .replace(/^(stable|watch|refit)[.:]\s*/, '')
  .replace(/^[\w-]+(?=:)/, words)
  .replaceAll(/\d{4}-\d\d-\d\d/g, date));

/** What a segment is called where there is none: before a customer was there, and after. */
export const segmentName = (name: string | null, isFrom: boolean): string =>
  name ?? (isFrom ? 'new customers' : 'removed');
