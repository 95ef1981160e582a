import { NumberLine } from '../../charts/NumberLine.tsx';
import { Section } from '../../components/Page.tsx';
import { date, sentence, words } from '../../format.ts';
import { changeText, inputText, measured, plain, turningPoint, unitsOf, type Units } from '../../measures.ts';
import type { Explanation, MoveInput, Scheme } from '../../types.ts';
import { cause, heldBy } from '../../words.ts';

/** Why a customer is in its segment: what moved it there, the measures that decide, and what would change it. */
export function Why({ explanation, scheme }: { explanation: Explanation; scheme: Scheme | null }) {
  const units = unitsOf(scheme);
  const name = (segment: string) => scheme?.segments.find(one => one.segment === segment)?.name ?? words(segment);
  const { move, held, override } = explanation;
  return (
    <Section title={`Why ${explanation.name}`}>
      {move?.from && <p class="sentence">Moved from {name(move.from)} to {name(move.to ?? '')} in
        run {move.run}: <strong>{cause(move.cause, move.causes)}</strong>.</p>}
      {override && <p>A person set it until {date(override.expires)}: “{override.reason}” ({override.author}).
        {explanation.modelSegment !== explanation.segment && ` The definition says ${name(explanation.modelSegment)}.`}</p>}
      {held && <p class="warn">{heldBy(held.by)} holds it{held.until && ` until ${date(held.until)}`}; the
        definition says {name(held.wants)}.</p>}
      {explanation.description && <p class="quiet">{explanation.description}</p>}
      {(move?.inputs ?? stillInputs(explanation)).map(input => (
        <Input key={input.measure} input={input} units={units} explanation={explanation} />
      ))}
      <Today explanation={explanation} units={units} />
      <Changes explanation={explanation} units={units} name={name} />
    </Section>
  );
}

/** A measure on its number line; in words where it is no number. */
function Input({ input, units, explanation }: { input: MoveInput; units: Units; explanation: Explanation }) {
  const text = sentence(inputText(input, units));
  const { before, after } = input;
  if (typeof after !== 'number') return <p>{text}</p>;
  const turn = input.edgeAfter === null && explanation.move?.run === explanation.run
    ? turningPoint(explanation, input.measure) : null;
  return (
    <NumberLine title={sentence(words(input.measure))} unit={units.get(input.measure)} text={text}
      value={[typeof before === 'number' ? before : null, after]}
      cut={[input.edgeBefore, input.edgeAfter ?? turn]} />
  );
}

/** What decides where no move is known: today's values, each as if it had stayed. */
const stillInputs = ({ inputs }: Explanation): MoveInput[] => inputs.map(({ measure, value, boundary }) => ({
  measure, before: value, after: value, edgeBefore: boundary, edgeAfter: boundary,
}));

/** The values of today, where the move was in an earlier run. */
function Today({ explanation: { move, run, asOf, inputs }, units }: { explanation: Explanation; units: Units }) {
  if (!move || move.run === run) return null;
  return (
    <>
      <h3>On {date(asOf)}</h3>
      <ul class="sentences">{inputs.map(input => (
        <li key={input.measure}>{sentence(words(input.measure))} is {measured(input.value, units.get(input.measure))}
          {input.boundary !== null && `; the nearest cut stands at ${plain(input.boundary)}`}</li>
      ))}</ul>
    </>
  );
}

function Changes({ explanation: { nearestChange, wayBack }, units, name }: {
  explanation: Explanation; units: Units; name: (segment: string) => string;
}) {
  const isToldAlready = nearestChange.some(change => wayBack
    && change.measure === wayBack.measure && change.segment === wayBack.segment);
  const changes = wayBack && !isToldAlready ? [...nearestChange, wayBack] : nearestChange;
  if (changes.length === 0) return null;
  return (
    <>
      <h3>What would change it</h3>
      <ul class="sentences">{changes.map(change => (
        <li key={`${change.measure} ${change.segment}`}>{changeText(change, units, name)}</li>
      ))}</ul>
    </>
  );
}
