import { Section } from '../../components/Page.tsx';
import { sentence, words } from '../../format.ts';
import type { Finding } from './types.ts';

/** What the linter finds in segments: where, what, and what to do. */
export function FindingList({ title, findings }: { title: string; findings: Finding[] }) {
  const where = ({ scheme, segment }: Finding) => [scheme, segment].filter(name => name !== null).map(words).join(', ');
  return findings.length > 0 && (
    <Section title={title}>
      <ul class="findings">{findings.map(one => (
        <li key={one.code + where(one) + one.found}>
          <p><strong>{sentence(where(one))}</strong>: {one.found}</p>
          <p class="quiet small">Better: {one.expected}. {sentence(one.fix)}.</p>
        </li>
      ))}</ul>
    </Section>
  );
}
