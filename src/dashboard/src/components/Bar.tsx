import { percent } from '../format.ts';

/** A bar as long as its share of 1. `mark` is a second share, shown as a line across it. */
export function Bar({ share, mark, label, kind }: {
  share: number;
  mark?: number | null;
  /** What the bar shows, for those who cannot see it; the share in percent by default. */
  label?: string;
  kind?: 'warn' | 'down' | 'up';
}) {
  const width = (value: number) => `${Math.max(0, Math.min(1, value)) * 100}%`;
  return (
    <span class={`bar ${kind ?? ''}`} role="img" aria-label={label ?? percent(share)}>
      <span class="bar-fill" style={{ width: width(share), minWidth: share > 0 ? '1px' : 0 }} />
      {mark !== null && mark !== undefined && <span class="bar-mark" style={{ left: width(mark) }} />}
    </span>
  );
}
