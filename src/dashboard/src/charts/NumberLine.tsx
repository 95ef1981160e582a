import { measured, plain } from '../measures.ts';
import { numberLine, type Mark, type Pair } from '../views/numberLine.ts';

/** A measure on a line: above it the customer's value before and after a move, below it the cut before and after. */
export function NumberLine({ title, value, cut, unit, text }: {
  title: string;
  value: [number | null, number | null];
  cut: [number | null, number | null];
  unit: string | undefined;
  /** The same in words. */
  text: string;
}) {
  const line = numberLine(value, cut);
  return (
    <figure class="number-line">
      <figcaption>{title}</figcaption>
      <div class={`axis ${line.cut ? '' : 'short'}`} role="img" aria-label={text}>
        <Marks pair={line.value} kind="value" tell={one => measured(one, unit)} what="" />
        <span class="axis-line" />
        <Marks pair={line.cut} kind="cut" tell={plain} what="cut " />
      </div>
      <p class="small quiet">{text}</p>
    </figure>
  );
}

function Marks({ pair, kind, tell, what }: {
  pair: Pair; kind: string; tell: (value: number) => string; what: string;
}) {
  if (pair === null) return null;
  return 'both' in pair
    ? <One mark={pair.both} kind={`${kind} after`} text={`${what}${tell(pair.both.value)}`} />
    : <>
      <One mark={pair.before} kind={`${kind} before`} text={`${what}before ${tell(pair.before.value)}`} />
      <One mark={pair.after} kind={`${kind} after`} text={`${what}after ${tell(pair.after.value)}`} />
    </>;
}

const One = ({ mark, kind, text }: { mark: Mark; kind: string; text: string }) => (
  <span class={`mark ${kind} ${mark.side}`} style={{ left: `${mark.place * 100}%` }}>
    <span class="mark-sign" /><span class="mark-text">{text}</span>
  </span>
);
