import assert from 'node:assert/strict';
import test from 'node:test';
import { brief, count, money, percent, words } from '../src/format.ts';
import { inputText } from '../src/measures.ts';
import { link, parse } from '../src/router.ts';
import type { Flow } from '../src/types.ts';
import { links } from '../src/views/flows.ts';
import { numberLine } from '../src/views/numberLine.ts';
import { direction, largestFlows, tellingScheme } from '../src/views/overview.ts';
import { cause, withoutVerdict } from '../src/words.ts';

const segment = (name: string, customers: number, value: number) => ({ segment: name, name, customers, value });
const flow = (from: string | null, to: string | null, why: string, customers: number, value?: number): Flow =>
  ({ scheme: 'touch', from, to, cause: why, customers, ...value === undefined ? {} : { value } });

test('money is told in three digits', () => {
  assert.equal(money(13_581_945, 'EUR'), '13.6 M EUR');
  assert.equal(brief(999_950), '1.0 M');
  assert.equal(brief(842_100), '842 k');
  assert.equal(brief(66.25), '66.3');
  assert.equal(brief(0), '0');
  assert.equal(count(4158), '4,158');
  assert.equal(percent(0.0839), '8.4 %');
  assert.equal(percent(0.31), '31 %');
});

test('names of definitions are read as words, and terms of the field in capitals', () => {
  assert.equal(words('group_arr'), 'group ARR');
  assert.equal(words('high-touch'), 'high touch');
});

test('an address keeps ids whatever they hold, and leaves out what is empty', () => {
  const address = link(['customers', 'a/b ü?'], { owner: 'u&1', q: '' });
  assert.equal(address, '#/customers/a%2Fb%20%C3%BC%3F?owner=u%261');
  const route = parse(address);
  assert.deepEqual(route.parts, ['customers', 'a/b ü?']);
  assert.equal(route.query.get('owner'), 'u&1');
});

test('the scheme shown first is the one that tells most about where the value is', () => {
  const even = { scheme: 'even', kind: 'rules', segments: [segment('a', 5, 50), segment('b', 5, 50)] };
  const telling = { scheme: 'telling', kind: 'grid', segments: [segment('a', 1, 90), segment('b', 9, 10)] };
  assert.equal(tellingScheme([even, telling])?.scheme, 'telling');
  assert.equal(tellingScheme([]), undefined);
});

test('the largest flows go by value where it is known, and leave out who is new', () => {
  const flows = [
    flow(null, 'a', 'first-seen', 99, 9), flow('a', 'b', 'own-data', 2, 5), flow('b', 'a', 'own-data', 1, 7),
  ];
  assert.deepEqual(largestFlows(flows, 'touch', 10).map(one => one.from), ['b', 'a']);
  assert.equal(largestFlows(flows, 'touch', 1).length, 1);
});

test('a move towards the first segment goes up', () => {
  assert.equal(direction('b', 'a', ['a', 'b']), 'up');
  assert.equal(direction('a', 'b', ['a', 'b']), 'down');
  assert.equal(direction(null, 'b', ['a', 'b']), 'still');
});

test('flows of several causes are one link', () => {
  const all = links([
    flow('a', 'b', 'hold-released', 1), flow('a', 'b', 'own-data', 4), flow(null, 'b', 'first-seen', 2),
  ], 'touch');
  assert.deepEqual(all.map(one => [one.from, one.customers, one.causes]), [
    ['a', 5, ['own-data', 'hold-released']], [null, 2, ['first-seen']],
  ]);
});

test('a number line keeps room for labels, which point away from each other', () => {
  const line = numberLine([20_900, 20_900], [20_684, 21_256]);
  assert.ok(line.value && 'both' in line.value && line.value.both.side === 'middle');
  assert.ok(line.cut && 'before' in line.cut);
  assert.deepEqual([line.cut.before.side, line.cut.after.side], ['left', 'right']);
  assert.equal(line.cut.before.place, 1 / 3);
  assert.equal(line.cut.after.place, 2 / 3);
  assert.equal(numberLine([1, 1], [null, null]).cut, null);
});

test('a move is told in words', () => {
  assert.equal(
    inputText({ measure: 'arr', before: 20_900.04, after: 20_900.04, edgeBefore: 20_684.376, edgeAfter: 21_255.528 }),
    'ARR stayed at 20,900; the cut rose from 20,684 to 21,256');
  assert.equal(
    inputText(
      { measure: 'renews_in', before: 78, after: null, edgeBefore: null, edgeAfter: null },
      new Map([['renews_in', 'days']])),
    'renews in went from 78 days to unknown');
  assert.equal(
    inputText({ measure: 'nps', before: null, after: 9, edgeBefore: null, edgeAfter: null }), 'NPS is 9');
  assert.equal(cause('mixed', ['own-data', 'population-shift']),
    'several causes: its own data changed, then others changed; the cut moved');
  assert.equal(withoutVerdict('watch. rfm: since 2026-01-01, frequency has shifted.'),
    'RFM: since 1 Jan 2026, frequency has shifted.');
});

test('a part of an address that was not encoded is taken as it is', () =>
  assert.deepEqual(parse('#/schemes/50%/a%2Fb').parts, ['schemes', '50%', 'a/b']));
