import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellsOf } from '../src/pages/definitions/cells.ts';
import { workspaceOf } from '../src/pages/definitions/files.ts';
import type { PreviewedScheme } from '../src/pages/definitions/types.ts';
import { reasonOf, reviewOf } from '../src/pages/health/fit.ts';
import type { SchemeHealth } from '../src/pages/health/types.ts';
import { partsOf, rejectsCsv, waysOf } from '../src/pages/imports/rows.ts';
import type { Ledger } from '../src/pages/imports/types.ts';
import { isUnderWay, stepsOf } from '../src/pages/runs/steps.ts';
import type { AnyRun } from '../src/pages/runs/types.ts';
import { once } from '../src/search.ts';
import type { FoundCustomer } from '../src/types.ts';

const ledger: Ledger = {
  read: 10, blank: 1, filtered: 0, rejected: 2, duplicate: 1, superseded: 0, unresolved: 0, accepted: 6,
};

const run = (more: Partial<AnyRun>): AnyRun => ({
  run: 7, state: 'scoring', kind: 'full', isCurrent: false, trigger: 'import', asOf: null, workspaceVersion: '',
  customers: null, moves: null, createdAt: '2026-06-01T09:00:00Z', startedAt: null, publishedAt: null, finishedAt: null,
  error: null, ...more,
});

const health = (more: Partial<SchemeHealth>): SchemeHealth => ({
  scheme: 'rfm', verdict: 'watch', reason: '', baseline: null, segmentShift: null, measures: [], scores: [], segments: [],
  separation: null, flapRate: 0, unknownRate: 0, overrideRate: 0, conflictRate: 0, review: null, ...more,
});

test('the parts of a bar add up to the rows that were read', () =>
  assert.equal(partsOf(ledger).reduce((sum, part) => sum + part.size, 0), ledger.read));

test('the legend has only the ways that rows went', () =>
  assert.deepEqual(waysOf([ledger]).map(way => way.key), ['accepted', 'duplicate', 'blank', 'rejected']));

test('a rejected value is no formula for a spreadsheet, and its quotes and commas stay in its cell', () => {
  const row = { file: 'a.csv', line: 3, column: 'name', code: 'number', value: '=1+1', hint: 'say "one", or two' };
  assert.equal(
    rejectsCsv([row]), 'file,line,column,code,value,hint\r\na.csv,3,name,number,\'=1+1,"say ""one"", or two"\r\n');
});

test('a value is no formula behind quotes and blanks either', () => {
  const row = { file: 'a.csv', line: 3, column: 'name', code: 'text', value: ' "=1', hint: '' };
  assert.match(rejectsCsv([row]), /,"' ""=1",/);
});

test('a customer that two pages have is shown once, where it came first', () => {
  const [key, a, b] = ['k', 'a', 'b'].map(customer => ({ customer }) as FoundCustomer) as [
    FoundCustomer, FoundCustomer, FoundCustomer];
  assert.deepEqual(once([key, a, b, key]).map(item => item.customer), ['k', 'a', 'b']);
});

test('the files of a workspace are those in the folder of the topmost workspace.yaml', () => {
  const chosen = ['up/shop/workspace.yaml', 'up/shop/schemes/rfm.yaml', 'up/shop/.git/x', 'up/shop/old/workspace.yaml',
    'up/readme.md'].map(path => ({ path, text: path }));
  assert.deepEqual(
    Object.keys(workspaceOf(chosen)).sort(), ['old/workspace.yaml', 'schemes/rfm.yaml', 'workspace.yaml']);
});

test('files without a workspace.yaml are taken as they are', () =>
  assert.deepEqual(workspaceOf([{ path: 'rfm.yaml', text: 'a' }]), { 'rfm.yaml': 'a' }));

test('a matrix has a row for those that are new and a column for those that are gone, behind the segments', () => {
  const matrix = [
    { from: null, to: 'a', customers: 2, value: null }, { from: 'a', to: null, customers: 1, value: null },
    { from: 'a', to: 'a', customers: 5, value: null },
  ];
  const { rows, columns, at } = cellsOf({ segments: [{ segment: 'a' }, { segment: 'b' }], matrix } as PreviewedScheme);
  assert.deepEqual([rows, columns], [['a', null], ['a', null]]);
  assert.deepEqual([at('a', 'a'), at(null, 'a'), at(null, null)], [5, 2, 0]);
});

test('why a scheme is worth a look is told without statistics', () => assert.equal(
  reasonOf(health({ reason: 'watch: rfm: since 2026-01-01, frequency has shifted (PSI 0.12)' })),
  'Since 1 Jan 2026, frequency has shifted'));

test('a review is due from its day on', () => {
  const review = { every: 'P3M', last: null, by: null, due: '2026-06-01' };
  assert.equal(reviewOf(health({ review }), '2026-05-31')?.isDue, false);
  assert.equal(reviewOf(health({ review }), '2026-06-01')?.isDue, true);
});

test('a published run is under way until its messages are sent', () => {
  assert.ok(isUnderWay(run({ state: 'published' })));
  assert.ok(!isUnderWay(run({ state: 'published', finishedAt: '2026-06-01T09:00:09Z' })));
  assert.ok(!isUnderWay(run({ state: 'held' })));
});

test('the steps of a run are done as far as it has come', () => assert.deepEqual(
  stepsOf(run({ startedAt: '2026-06-01T09:00:01Z', customers: 3, moves: 1 })).map(step => step.isDone),
  [true, true, true, false, false]));
