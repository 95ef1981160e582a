import { verdict } from '../words.ts';

/** A verdict about health in words and in its colour: `stable`, `watch` or `refit`. */
export function Verdict({ verdict: name }: { verdict: string }) {
  return <span class={`verdict ${name}`}>{verdict(name)}</span>;
}
