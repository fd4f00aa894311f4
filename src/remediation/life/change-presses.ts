import { isCutOnCard } from '../../cards/change-diff.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import type { ActionCall } from '../action.ts';

/** A button of a change's card to be. */
export interface ChangePress {
  title: string;
  verb: string;
  input: Record<string, unknown>;
  /** Whether the answer takes the card's place; what can be done does, a closer look stands below. */
  replaces: boolean;
}

/** As whom somebody sees a change's card: 'anybody' is the card that all see. */
export type Viewer = 'anybody' | 'asker' | 'approver' | 'onlooker';

/** What can be done with a change by now; the buttons are for this round of it alone. */
export function changePresses(
  it: StoredRemediation,
  o: { undo: ActionCall | undefined; viewer: Viewer },
): ChangePress[] {
  const isOver = it.state === 'rejected' || it.state === 'expired' || it.state === 'undone';
  // Nobody decides on what he cannot see.
  const whole = { title: 'Whole diff', verb: 'change diff', input: { change: it.number }, replaces: false };
  return [...decisionsOf(it, o), ...(isCutOnCard(it) && !isOver ? [whole] : [])];
}

function decisionsOf(it: StoredRemediation, o: { undo: ActionCall | undefined; viewer: Viewer }): ChangePress[] {
  const { number, round } = it;
  const press = (title: string, verb: string, more: Record<string, unknown> = {}): ChangePress => ({
    title,
    verb,
    input: { change: number, ...more },
    replaces: true,
  });
  const own = press('Withdraw', 'reject', { round });
  const decisions = [press('Approve', 'approve', { round }), press('Reject', 'reject', { round })];
  switch (it.state) {
    case 'proposed':
      return { anybody: decisions, approver: decisions, asker: [own], onlooker: [] }[o.viewer];
    case 'approved':
      return o.viewer === 'onlooker' ? [] : [o.viewer === 'asker' ? own : press('Stop it', 'reject', { round })];
    case 'stale':
      return [press('Propose it anew', 'propose again')];
    case 'running':
    case 'unknown':
      return [press('Look again', 'changes')];
    case 'succeeded':
    case 'failed': {
      const undo = o.undo ? [press('Undo', 'undo')] : [];
      const review = it.review && !it.review.at ? [press('Reviewed', 'review', { round })] : [];
      return [...undo, ...review];
    }
    default:
      return [];
  }
}
