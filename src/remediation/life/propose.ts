import type { Azure } from '../../azure/azure.ts';
import { UserError } from '../../errors.ts';
import type { ChangePerson, ChangePlace } from '../../model/remediation.ts';
import type { NewRemediation, StoredRemediation } from '../../store/remediations.ts';
import type { ActionCall } from '../action.ts';
import { fingerprintOf } from '../fingerprint.ts';
import type { Allowed } from '../policy/ruling.ts';
import { rulingOn } from '../policy/ruling.ts';
import { deniedChange, RefusedChange } from '../refused-change.ts';
import type { ChangeWork } from './change-work.ts';
import { isKept, keptWords } from './kept-by.ts';
import { type PlannedChange, planChange } from './plan-change.ts';
import { recordChange } from './record-change.ts';

/** A change that somebody wants made. */
export interface Proposal extends ActionCall {
  asker: ChangePerson;
  /** Untrusted text. */
  reason?: string | undefined;
  /** Teams conversation without its thread, and the thread. */
  conversation: string;
  thread?: string | undefined;
  incident?: number | undefined;
  undoes?: number | undefined;
  requestId: string;
}

/**
 * Plans a change, asks the policy, and puts its card out for those who approve; answers it as it is kept. The same change
 * that waits already is answered instead of a second one. `permit` throws where the asker may not do it there. Throws RefusedChange, UserError, or what planning throws.
 */
export async function propose(
  work: ChangeWork,
  proposal: Proposal,
  azure: Azure,
  o: { signal: AbortSignal; permit(place: ChangePlace): Promise<void> },
): Promise<StoredRemediation> {
  const { store, clock, log } = work;
  const planned = await planChange(proposal, azure, work);
  const { action, plan } = planned;
  await o.permit(plan.place);
  const ruling = rulingOn(work.config.policy, { action: action.name, risk: action.risk, place: plan.place });
  if (ruling.kind === 'denied') throw deniedChange(ruling);
  const leave = await work.may(proposal.asker, 'ask', { ruling, place: plan.place }, { ...o, log });
  if ('refused' in leave) throw new RefusedChange(leave.reason, leave.refused);
  if (ruling.reason === 'required' && !proposal.reason)
    throw new UserError(`The policy wants to know why (${ruling.rule}). Say it again with "because" and the reason.`);
  const now = clock.now();
  const kept = await store.together(now, async (writing) => {
    const wanted = proposed(proposal, planned, ruling, now);
    const added = await writing.addRemediation(wanted);
    if (!added) return writing.openRemediation(wanted.key);
    await recordChange(added, { writing, work, now, by: proposal.asker, authority: leave.authority, ...proposal });
    return added;
  });
  // The one that waited was decided in the same moment.
  if (!kept) throw new UserError('The same change was just decided on. See: changes.');
  work.wake();
  return kept;
}

function proposed(
  { asker, reason, conversation, thread, incident, undoes }: Proposal,
  { action, input, plan, fingerprint }: PlannedChange,
  ruling: Allowed,
  now: Date,
): NewRemediation {
  const isForbidden = isKept(plan, ruling);
  const state = isForbidden ? 'rejected' : ruling.autoApprove ? 'approved' : 'proposed';
  return {
    ...{ state, action: action.name, input, plan, fingerprint, round: 1, asker, conversation },
    key: fingerprintOf([action.name, input]),
    needs: { approvals: ruling.autoApprove ? 0 : ruling.approvals, rule: ruling.rule },
    decisions: [],
    proposedAt: now,
    expiresAt: new Date(now.getTime() + ruling.expiresMs),
    ...(isForbidden && {
      endedAt: now,
      outcome: keptWords(plan),
    }),
    ...(reason !== undefined && { reason }),
    ...(thread !== undefined && { thread }),
    ...(incident !== undefined && { incident }),
    ...(undoes !== undefined && { undoes }),
  };
}
