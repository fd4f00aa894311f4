import type { StoredRemediation } from '../../store/remediations.ts';
import type { ActionCall } from '../action.ts';
import type { ChangeWork } from './change-work.ts';
import { afterMove } from './lifecycle.ts';

/** What takes a change back; undefined where nothing does, or where there is nothing to take back. */
export function undoOf(it: StoredRemediation, { actions }: Pick<ChangeWork, 'actions'>): ActionCall | undefined {
  // One that succeeded without a record of its run was unknown, and was found made.
  if ((!it.ran && it.state !== 'succeeded') || !afterMove(it.state, 'undo')) return undefined;
  return actions.get(it.action)?.undo?.(it.input, it.plan);
}
