import type { Playbook } from '../types.ts';

const spans: Record<string, string> = { D: 'day', W: 'week', M: 'month', Y: 'year' };

/** What a playbook says: goal, contact, who leads, what to do, and what to avoid. */
export function PlaybookFacts({ play }: { play: Playbook }) {
  const facts = [
    ['Goal', play.goal], ['Contact', contact(play)], ['Who', play.owner], ['It worked if', play.success],
  ].filter(([, text]) => text);
  return (
    <>
      {play.description && <p>{play.description}</p>}
      <dl class="facts">
        {facts.map(([name, text]) => <><dt>{name}</dt><dd>{text}</dd></>)}
        {play.do.length > 0 && <><dt>Do</dt><dd><Lines lines={play.do} /></dd></>}
        {play.avoid.length > 0 && <><dt>Avoid</dt><dd><Lines lines={play.avoid} /></dd></>}
      </dl>
    </>
  );
}

const Lines = ({ lines }: { lines: string[] }) => <ul>{lines.map(line => <li key={line}>{line}</li>)}</ul>;

function contact({ engagement }: Playbook): string | null {
  if (!engagement) return null;
  return engagement.plan ?? (engagement.cadence ? every(engagement.cadence) : null);
}

/** A length of time such as `P1M` in words. */
export function every(span: string): string {
  const [, many, unit] = /^P(\d+)([DWMY])$/.exec(span) ?? [];
  if (!many || !unit) return span;
  return many === '1' ? `every ${spans[unit]}` : `every ${many} ${spans[unit]}s`;
}
