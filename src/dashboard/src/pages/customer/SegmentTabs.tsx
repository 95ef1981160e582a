import { words } from '../../format.ts';
import { link } from '../../router.ts';
import type { Known } from '../Customer.tsx';

/** The customer's segment in each scheme, and since when; the chosen one is explained below. */
export function SegmentTabs({ known: { customer, explanations }, chosen }: { known: Known; chosen: string }) {
  return (
    <nav class="segment-tabs" aria-label="Segments of the customer">
      <ul>{Object.entries(customer.segments).map(([scheme, segment]) => {
        const explanation = explanations.find(one => one.scheme === scheme);
        const move = explanation?.move;
        return (
          <li key={scheme}>
            <a href={link(['customers', customer.customer], { scheme })}
              aria-current={scheme === chosen ? 'true' : undefined}>
              <span class="small quiet">{words(scheme)}</span>
              <strong>{segment.name}</strong>
              <span class="small quiet">
                {move?.from ? `from ${words(move.from)} in run ${move.run}`
                  : explanation ? `since run ${explanation.sinceRun}` : ''}
                {segment.override && ', set by a person'}
              </span>
            </a>
          </li>
        );
      })}</ul>
    </nav>
  );
}
