import { Direction } from '../../components/Direction.tsx';
import { Money } from '../../components/Money.tsx';
import { Section } from '../../components/Page.tsx';
import { count, counted } from '../../format.ts';
import { link } from '../../router.ts';
import type { Report } from '../../types.ts';
import { largestFlows, moved, newCustomers } from '../../views/overview.ts';
import { cause } from '../../words.ts';

const shown = 10;

/** The largest flows of a scheme in the published run, each with its cause in words. */
export function LargestFlows({ report, scheme }: { report: Report; scheme: Report['schemes'][number] }) {
  const flows = largestFlows(report.moves, scheme.scheme, shown);
  const name = (segment: string | null) =>
    scheme.segments.find(one => one.segment === segment)?.name ?? segment ?? 'removed';
  const order = scheme.segments.map(segment => segment.segment);
  const all = moved(report.moves, scheme.scheme);
  const added = newCustomers(report.moves, scheme.scheme);
  const isValued = flows.some(flow => flow.value);
  const total = [`${count(all)} moved`, added > 0 && `${count(added)} new`].filter(Boolean).join(', ');
  return (
    <Section title="What moved and why"
      aside={<a class="small" href={link(['flows', report.run], { scheme: scheme.scheme })}>{total}</a>}>
      {flows.length === 0 && <p class="quiet">{report.comparedWith
        ? `Nobody moved since run ${report.comparedWith}.` : 'The first run: nobody moved yet.'}</p>}
      <ol class="flows">
        {flows.map(flow => (
          <li key={`${flow.from} ${flow.to} ${flow.cause}`}>
            <a href={link(['moves', report.run, flow.scheme, flow.from!, flow.to ?? '-'], { cause: flow.cause })}>
              <span>{name(flow.from)} <Direction from={flow.from} to={flow.to} order={order} /> {name(flow.to)}</span>
              <span class="number">{isValued
                ? <Money value={flow.value} currency={report.currency} /> : counted(flow.customers, 'customer')}</span>
              <span class="beside">{cause(flow.cause)}</span>
              {isValued && <span class="beside number">{counted(flow.customers, 'customer')}</span>}
            </a>
          </li>
        ))}
      </ol>
    </Section>
  );
}
