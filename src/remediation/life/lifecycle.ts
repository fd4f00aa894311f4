import type { RemediationState } from '../../model/remediation.ts';

/** What can happen to a proposed change. */
export const remediationMoves = [
  'approve',
  'withdraw',
  'reject',
  'expire',
  'begin',
  'go-stale',
  'propose-again',
  'succeed',
  'fail',
  'lose-sight',
  'undo',
] as const;

/** One of them. */
export type RemediationMove = (typeof remediationMoves)[number];

/** The arrows: from a state, what leads where. What is not here cannot happen. */
const arrows: Readonly<Record<RemediationState, Readonly<Partial<Record<RemediationMove, RemediationState>>>>> = {
  proposed: { approve: 'approved', reject: 'rejected', expire: 'expired' },
  // `withdraw`: somebody who approved it may no longer, so it waits for another.
  approved: { begin: 'running', withdraw: 'proposed', reject: 'rejected', expire: 'expired', 'go-stale': 'stale' },
  stale: { 'propose-again': 'proposed', reject: 'rejected', expire: 'expired' },
  running: { succeed: 'succeeded', fail: 'failed', 'lose-sight': 'unknown' },
  // Looked up, never run again.
  unknown: { succeed: 'succeeded', fail: 'failed' },
  succeeded: { undo: 'undone' },
  failed: { undo: 'undone' },
  rejected: {},
  expired: {},
  undone: {},
};

/** Where a move leads from a state; undefined where it cannot be made. */
export function afterMove(from: RemediationState, move: RemediationMove): RemediationState | undefined {
  return arrows[from][move];
}

/** Whether nothing more can happen to it by itself or by a decision. */
export function isOver(state: RemediationState): boolean {
  return (
    state === 'rejected' || state === 'expired' || state === 'undone' || state === 'succeeded' || state === 'failed'
  );
}
