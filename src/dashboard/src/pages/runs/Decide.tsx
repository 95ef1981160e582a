import { send } from '../../api.ts';
import { Confirm } from '../../components/Confirm.tsx';
import { count } from '../../format.ts';
import { link } from '../../router.ts';
import type { ShownRun } from './types.ts';

/** What a person can do with a run: decide on it while it is held, go back to it while another is current. */
export function Decide({ of: { run, held }, again }: { of: ShownRun; again: () => void }) {
  const follow = (verb: string) => async () => {
    const made = await send<{ run: number }>('POST', `runs/${run.run}/${verb}`);
    location.hash = link(['runs', made.run]);
    again();
  };
  if (run.state === 'held')
    return <Held run={run.run} moved={Math.max(0, ...(held ?? []).map(one => one.moved))} follow={follow} />;
  return run.state === 'published' && !run.isCurrent && (
    <Confirm
      label="Go back to this run" title={`Go back to run ${run.run}?`} yes="Go back" isDangerous
      act={follow('rollback')}>
      <p>
        Everybody is again in the segment that run {run.run} says, and messages tell who moves. No run is made on
        schedule until there are new data or definitions, or somebody asks for one. Only the last three published runs
        can be gone back to.
      </p>
    </Confirm>
  );
}

function Held({ run, moved, follow }: { run: number; moved: number; follow: (verb: string) => () => Promise<void> }) {
  return (
    <div class="buttons">
      <Confirm label="Publish it" title={`Publish run ${run}?`} yes="Publish it" act={follow('publish')} isMain>
        <p>
          {count(moved)} customers or more move, messages tell those who follow them, and everybody sees the new
          segments. A new run shows it, with the same data and definitions.
        </p>
      </Confirm>
      <Confirm label="Discard it" title={`Throw run ${run} away?`} yes="Discard it" act={follow('discard')} isDangerous>
        <p>Nobody moves, and no message is sent. What people see stays as it is until the next run.</p>
      </Confirm>
    </div>
  );
}
