import type { AnyAction } from '../action.ts';

const usualMs = 60_000;

/** How long planning, asking and running a change may take together, in milliseconds: after that nothing more of it is sent. */
export function runMsOf(action: Pick<AnyAction, 'runMs'> | undefined): number {
  return action?.runMs ?? usualMs;
}
