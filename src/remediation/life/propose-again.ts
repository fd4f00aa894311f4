import type { Azure } from '../../azure/azure.ts';
import { UserError } from '../../errors.ts';
import type { ChangePerson, ChangePlace } from '../../model/remediation.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import { RefusedChange } from '../refused-change.ts';
import type { ChangeWork } from './change-work.ts';
import { allowedNow } from './decide.ts';
import { isKept, keptWords } from './kept-by.ts';
import { planChange } from './plan-change.ts';
import { recordChange } from './record-change.ts';
import { saveHeldChange } from './save-held-change.ts';

/**
 * Asks anew for a change whose object moved on: planned by now, with no approval left from before. `permit` throws where
 * who asks may not do it there. Throws RefusedChange, UserError, or what planning throws.
 */
export async function proposeAgain(
  work: ChangeWork,
  number: number,
  o: {
    by: ChangePerson;
    conversation: string;
    requestId: string;
    azure: Azure;
    signal: AbortSignal;
    permit(place: ChangePlace): Promise<void>;
  },
): Promise<StoredRemediation> {
  const { store, clock, log } = work;
  const seen = await store.remediations.remediation(number);
  if (!seen) throw new UserError(`There is no change ${number}. See: changes.`);
  if (seen.conversation !== o.conversation)
    throw new RefusedChange('other-conversation', `Change ${number} is decided where it was proposed, and not here.`);
  if (seen.state !== 'stale')
    throw new RefusedChange('over', `Change ${number} is ${seen.state}: it waits for nobody.`);
  const { plan, fingerprint } = await planChange(seen, o.azure, work);
  await o.permit(plan.place);
  const ruling = allowedNow({ ...seen, plan }, work);
  if (isKept(plan, ruling)) throw new RefusedChange('managed', keptWords(plan));
  // A reason is the words of who gave it, and nobody else's.
  const isOwn = seen.asker.objectId === o.by.objectId;
  if (ruling.reason === 'required' && !(isOwn && seen.reason))
    throw new UserError(
      `The policy wants to know why (${ruling.rule}). Ask for it anew with "because" and the reason.`,
    );
  const leave = await work.may(o.by, 'ask', { ruling, place: plan.place }, { signal: o.signal, log });
  if ('refused' in leave) throw new RefusedChange(leave.reason, leave.refused);
  const now = clock.now();
  const kept = await store.together(now, async (writing) => {
    const held = await writing.remediationToChange(number);
    if (held?.state !== 'stale' || held.version !== seen.version)
      throw new RefusedChange('over', `Change ${number} moved on meanwhile.`);
    const other = await writing.openRemediation(held.key);
    if (other) throw new RefusedChange('waits-already', `The same change waits already, as change ${other.number}.`);
    const { outcome: _was, waitsUntil: _window, review: _glass, reason, ...rest } = held;
    const again: StoredRemediation = {
      ...rest,
      ...{ state: 'proposed', plan, fingerprint, asker: o.by, round: held.round + 1, decisions: [] },
      ...(isOwn && reason !== undefined && { reason }),
      proposedAt: now,
      expiresAt: new Date(now.getTime() + ruling.expiresMs),
      needs: { approvals: ruling.approvals, rule: ruling.rule },
    };
    const saved = await saveHeldChange(again, writing);
    const { by, requestId } = o;
    await recordChange(saved, { writing, work, now, by, authority: leave.authority, requestId });
    return saved;
  });
  work.wake();
  return kept;
}
