import { Bar } from '../../components/Bar.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Money } from '../../components/Money.tsx';
import { Section } from '../../components/Page.tsx';
import { count, counted, date, money, percent, sentence, words } from '../../format.ts';
import { cause } from '../../words.ts';
import { FindingList } from '../runs/FindingList.tsx';
import { Matrix } from './Matrix.tsx';
import type { Overlap, Preview, PreviewedScheme, PreviewedSegment } from './types.ts';

// So many pairs of segments are shown of two schemes.
const mostPairs = 12;

/** What definitions would do: sizes before and after, who would go where, which schemes say the same. */
export function PreviewView({ preview }: { preview: Preview }) {
  const shown = preview.schemes.filter(scheme => scheme.isNew || scheme.isChanged);
  const same = preview.schemes.filter(scheme => !shown.includes(scheme));
  return (
    <div class="preview">
      <h3>What would happen, as of {date(preview.asOf)}, with {counted(preview.customers, 'customer')}</h3>
      {preview.warnings.map(text => <p key={text} class="warn">{sentence(text)}.</p>)}
      <Why preview={preview} />
      {shown.map(scheme => <Scheme key={scheme.scheme} scheme={scheme} preview={preview} />)}
      {same.length > 0 && (
        <p>
          Decided as before: {same.map(one => `${words(one.scheme)} (${count(one.moved)} would move)`).join(', ')}.
        </p>
      )}
      {preview.removedSchemes.length > 0
        && <p>Not decided any more: {preview.removedSchemes.map(words).join(', ')}.</p>}
      {preview.overlaps.map(overlap => <Shared key={overlap.first + overlap.second} overlap={overlap} />)}
      <FindingList title="What could be better about the segments" findings={preview.findings} />
    </div>
  );
}

function Why({ preview }: { preview: Preview }) {
  const causes = Object.entries(preview.movesByCause);
  return causes.length === 0
    ? <p>Nobody would move.</p>
    : <p>{sentence(causes.map(([name, moves]) => `${cause(name)}: ${counted(moves, 'move')}`).join(', '))}.</p>;
}

function Scheme({ scheme, preview }: { scheme: PreviewedScheme; preview: Preview }) {
  const stake = scheme.valueAtStake === null ? '' : `, ${money(scheme.valueAtStake, preview.currency)} of value`;
  return (
    <Section title={sentence(words(scheme.scheme))}>
      <p>
        {counted(scheme.moved, 'customer')} would move ({percent(scheme.movedShare)}{stake}),{' '}
        {count(scheme.downgraded)} of them to a worse segment.
      </p>
      <div class="columns">
        <Sizes segments={scheme.segments} currency={preview.currency} />
        <Matrix scheme={scheme} />
      </div>
    </Section>
  );
}

function Sizes({ segments, currency }: { segments: PreviewedSegment[]; currency: string | null }) {
  const whole = (value: number | null) => value === null ? <span class="none">–</span> : count(value);
  const worth = (value: number | null) => <Money value={value} currency={currency} />;
  return (
    <DataTable
      caption="Customers and value, before and after" rows={segments} rowKey={row => row.segment}
      columns={[
        { head: 'Segment', cell: row => row.name },
        { head: 'Before', isNumber: true, cell: row => whole(row.before) },
        { head: 'After', isNumber: true, cell: row => whole(row.after) },
        { head: 'Value before', isNumber: true, isMinor: true, cell: row => worth(row.valueBefore) },
        { head: 'Value after', isNumber: true, isMinor: true, cell: row => worth(row.valueAfter) },
      ]} />
  );
}

function Shared({ overlap: { first, second, cells } }: { overlap: Overlap }) {
  const most = [...cells].sort((a, b) => b.jaccard - a.jaccard).slice(0, mostPairs);
  return (
    <Section title={`Customers that ${words(first)} and ${words(second)} put together`}>
      <DataTable
        caption="Pairs of segments, those that have most in common first" rows={most}
        rowKey={row => `${row.first} ${row.second}`}
        columns={[
          { head: sentence(words(first)), cell: row => words(row.first) },
          { head: sentence(words(second)), cell: row => words(row.second) },
          { head: 'Customers in both', isNumber: true, cell: row => count(row.customers) },
          { head: 'Of those in either', cell: row => <Bar share={row.jaccard} /> },
        ]} />
    </Section>
  );
}
