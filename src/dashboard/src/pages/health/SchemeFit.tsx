import { DataTable } from '../../components/DataTable.tsx';
import { Section } from '../../components/Page.tsx';
import { Verdict } from '../../components/Verdict.tsx';
import { count, date, number, percent, sentence, words } from '../../format.ts';
import { shift } from '../../words.ts';
import { notesOf, reasonOf, reviewOf } from './fit.ts';
import type { SchemeHealth, Shift } from './types.ts';

/** How one scheme fits: a verdict, why, what else to know; the figures are behind a click. */
export function SchemeFit({ fit }: { fit: SchemeHealth }) {
  const review = reviewOf(fit, new Date().toISOString().slice(0, 10));
  return (
    <Section title={sentence(words(fit.scheme))} aside={<Verdict verdict={fit.verdict} />}>
      <p>{reasonOf(fit)}.</p>
      {notesOf(fit).map(text => <p key={text} class="quiet small">{text}</p>)}
      {review && <p class={review.isDue ? 'warn small' : 'quiet small'}>{review.text}</p>}
      {fit.baseline && <Figures fit={fit} />}
    </Section>
  );
}

const shareOf = (share: number | null) => share === null ? '–' : percent(share);

function Figures({ fit }: { fit: SchemeHealth }) {
  const { run, asOf, customers } = fit.baseline!;
  const shifts: (Shift & { kind: string })[] = [
    ...fit.segmentShift ? [{ ...fit.segmentShift, name: 'segments', kind: 'sizes of' }] : [],
    ...fit.measures.map(one => ({ ...one, kind: 'measure' })), ...fit.scores.map(one => ({ ...one, kind: 'score' })),
  ];
  return (
    <details>
      <summary>What was compared</summary>
      <p class="quiet small">
        Compared with run {run}, as of {date(asOf)}, with {count(customers)} customers. The shift is the population
        stability index: below 0.1 hardly anything changed, from 0.25 a lot.
        {fit.separation !== null && ` Segments explain ${percent(fit.separation)} of the differences in value.`}
      </p>
      <div class="columns">
        <DataTable
          caption="What shifted since" rows={shifts} rowKey={row => `${row.kind} ${row.name}`}
          columns={[
            { head: 'What', cell: row => `${sentence(row.kind)} ${words(row.name)}` },
            { head: 'In words', cell: row => sentence(shift(row.level)) },
            { head: 'Shift', isNumber: true, cell: row => row.psi === null ? '–' : number(row.psi) },
          ]} />
        <DataTable
          caption="Share of customers" rows={fit.segments} rowKey={row => row.segment}
          columns={[
            { head: 'Segment', cell: row => sentence(words(row.segment)) },
            { head: 'Then', isNumber: true, cell: row => shareOf(row.baselineShare) },
            { head: 'Now', isNumber: true, cell: row => shareOf(row.share) },
          ]} />
      </div>
    </details>
  );
}
