import type { Azure } from '../../azure/azure.ts';
import { UserError } from '../../errors.ts';
import type { ChangePerson } from '../../model/remediation.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import { RefusedChange } from '../refused-change.ts';
import type { ChangeWork } from './change-work.ts';
import { allowedNow } from './decide.ts';
import { planChange } from './plan-change.ts';
import { recordChange } from './record-change.ts';
import { saveHeldChange } from './save-held-change.ts';

/** Asks anew for a change whose object moved on: planned by now, with no approval left from before. */
export async function proposeAgain(
  work: ChangeWork,
  number: number,
  o: { by: ChangePerson; conversation: string; requestId: string; azure: Azure; signal: AbortSignal },
): Promise<StoredRemediation> {
  const { store, clock, log } = work;
  const seen = await store.remediations.remediation(number);
  if (!seen) throw new UserError(`There is no change ${number}. See: changes.`);
  if (seen.conversation !== o.conversation)
    throw new RefusedChange('other-conversation', `Change ${number} is decided where it was proposed, and not here.`);
  if (seen.state !== 'stale')
    throw new RefusedChange('over', `Change ${number} is ${seen.state}: it waits for nobody.`);
  const { plan, fingerprint } = await planChange(seen, o.azure, work);
  const ruling = allowedNow({ ...seen, plan }, work);
  const leave = await work.may(o.by, 'ask', { ruling, place: plan.place }, { signal: o.signal, log });
  if ('refused' in leave) throw new RefusedChange(leave.reason, leave.refused);
  const now = clock.now();
  const kept = await store.together(now, async (writing) => {
    const held = await writing.remediationToChange(number);
    if (held?.state !== 'stale' || held.version !== seen.version)
      throw new RefusedChange('over', `Change ${number} moved on meanwhile.`);
    const { outcome: _was, waitsUntil: _window, ...rest } = held;
    const again: StoredRemediation = {
      ...rest,
      ...{ state: 'proposed', plan, fingerprint, asker: o.by, round: held.round + 1, decisions: [] },
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
