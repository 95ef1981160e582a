import { counted, percent } from '../format.ts';

/** A part of a whole: how many, what they are, and the kind that gives them their colour. */
export interface Part {
  name: string;
  size: number;
  kind: 'kept' | 'same' | 'left' | 'warn' | 'down';
}

/** A bar divided as the parts of a whole are; the numbers stand beside it for those who cannot see it. */
export function Parts({ parts, of }: { parts: Part[]; of: string }) {
  const whole = parts.reduce((sum, part) => sum + part.size, 0);
  const shown = parts.filter(part => part.size > 0);
  const text = (part: Part) => `${counted(part.size, of)} ${part.name} (${percent(part.size / whole)})`;
  return (
    <span class="parts" role="img" aria-label={shown.map(text).join(', ') || `no ${of}`}>
      {shown.map(part => (
        <span key={part.name} class={`part ${part.kind}`} style={{ flexGrow: part.size }} title={text(part)} />
      ))}
    </span>
  );
}

/** What the colours of the parts mean. */
export function PartsLegend({ parts }: { parts: Pick<Part, 'name' | 'kind'>[] }) {
  return (
    <ul class="legend">
      {parts.map(part => <li key={part.name}><span class={`part ${part.kind}`} aria-hidden="true" />{part.name}</li>)}
    </ul>
  );
}
