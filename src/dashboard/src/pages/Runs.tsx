import { RunList } from './runs/RunList.tsx';
import { RunPage } from './runs/RunPage.tsx';

/** All runs, or one of them. */
export function Runs({ run }: { run: number | null }) {
  return run === null ? <RunList /> : <RunPage key={run} run={run} />;
}
