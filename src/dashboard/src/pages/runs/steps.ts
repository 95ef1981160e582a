import { counted, time } from '../../format.ts';
import type { AnyRun } from './types.ts';

/** A step of a run, and whether it is behind it. */
export interface Step {
  text: string;
  isDone: boolean;
}

const underWay = ['queued', 'scoring', 'projecting'];

/** Whether more is to come: the run is being made, or what follows from it is. */
export const isUnderWay = (run: AnyRun): boolean =>
  underWay.includes(run.state) || (run.state === 'published' && run.finishedAt === null);

/** The steps of a run, each with what is known of it by now. */
export function stepsOf(run: AnyRun): Step[] {
  const isScored = run.moves !== null;
  return [
    { text: `Asked for ${time(run.createdAt)}`, isDone: true },
    { text: run.startedAt ? `Began ${time(run.startedAt)}` : 'Waits for its turn', isDone: run.startedAt !== null },
    {
      text: isScored
        ? `${counted(run.customers ?? 0, 'customer')} decided, ${counted(run.moves ?? 0, 'move')}`
        : 'Customers are decided',
      isDone: isScored,
    },
    { text: run.publishedAt ? `Published ${time(run.publishedAt)}` : 'Published', isDone: run.publishedAt !== null },
    { text: 'Messages sent, files written', isDone: run.finishedAt !== null },
  ];
}
