import { Money } from '../../components/Money.tsx';
import { Section } from '../../components/Page.tsx';
import { count, date, percent, sentence, words } from '../../format.ts';
import type { Outcomes, Scheme } from '../../types.ts';

/** What became of a segment's customers, and what they cost. */
export function OutcomeTable({ outcomes, scheme }: { outcomes: Outcomes; scheme: Scheme }) {
  return (
    <Section title="What became of them"
      aside={scheme.outcomesSince && <span class="small quiet">since {date(scheme.outcomesSince)}</span>}>
      <table>
        <caption class="unseen">Outcomes of the segment's customers</caption>
        <thead>
          <tr><th scope="col">Outcome</th><th scope="col" class="number">Customers</th>
            <th scope="col" class="number">Share</th><th scope="col" class="number">Value</th></tr>
        </thead>
        <tbody>
          {Object.entries(outcomes.outcomes).map(([name, one]) => (
            <tr key={name}>
              <td>{sentence(words(name))}</td><td class="number">{count(one.customers)}</td>
              <td class="number">{percent(one.share)}</td>
              <td class="number"><Money value={one.value} currency={scheme.currency} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl class="facts">
        {outcomes.grr !== null && <><dt>Revenue kept (GRR)</dt><dd>{percent(outcomes.grr)}</dd></>}
        {outcomes.nrr !== null && <><dt>Kept with growth (NRR)</dt><dd>{percent(outcomes.nrr)}</dd></>}
        {outcomes.costToServe !== null && outcomes.costToServe !== undefined && (
          <><dt>Cost to serve</dt><dd><Money value={outcomes.costToServe} currency={scheme.currency} /></dd></>
        )}
      </dl>
    </Section>
  );
}
