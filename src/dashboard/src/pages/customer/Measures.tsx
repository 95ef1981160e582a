import { words } from '../../format.ts';
import { measured } from '../../measures.ts';

/** All measures of a customer, closed until somebody wants them. */
export function Measures({ measures }: { measures: Record<string, unknown> }) {
  return (
    <details>
      <summary>All measures</summary>
      <dl class="facts">
        {Object.entries(measures).map(([name, value]) => (
          <><dt>{words(name)}</dt><dd class={value === null ? 'quiet' : undefined}>{measured(value, undefined)}</dd></>
        ))}
      </dl>
    </details>
  );
}
