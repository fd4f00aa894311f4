import { UserError } from '../../errors.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import { type Allowed, rulingOn } from '../policy/ruling.ts';
import { RefusedChange } from '../refused-change.ts';
import type { ChangeWork } from './change-work.ts';
import type { Word } from './decide-on.ts';
import { isOver } from './lifecycle.ts';
import { recordChange } from './record-change.ts';
import { saveHeldChange } from './save-held-change.ts';

/** Job: says in the thread that a change was made without approval and that nobody has looked at it in time. */
export async function askForReview(work: ChangeWork, number: number): Promise<void> {
  const seen = await work.store.remediations.remediation(number);
  if (!seen?.review) return;
  const now = work.clock.now();
  await work.store.together(now, async (writing) => {
    const held = await writing.remediationToChange(number);
    if (!held?.review || held.review.at || held.review.asked) return;
    const saved = await saveHeldChange({ ...held, review: { ...held.review, asked: true } }, writing);
    await recordChange(saved, { writing, work, now, requestId: `change-${number}`, what: 'change:review-overdue' });
  });
  work.wake();
}

/** Somebody who may approve such changes has looked at one that was made without approval; nobody reviews his own. */
export async function review(
  work: ChangeWork,
  number: number,
  word: Pick<Word, 'by' | 'conversation'>,
  o: { signal: AbortSignal; requestId: string },
): Promise<StoredRemediation> {
  const { store, clock, log } = work;
  const seen = await store.remediations.remediation(number);
  if (!seen) throw new UserError(`There is no change ${number}. See: changes.`);
  if (!seen.review) throw new UserError(`Change ${number} was not made without approval: there is nothing to review.`);
  // A change under way belongs to whoever makes it: nobody else writes it.
  if (!isOver(seen.state)) throw new UserError(`Change ${number} is ${seen.state}: it is reviewed when it is over.`);
  if (seen.conversation !== word.conversation)
    throw new RefusedChange('other-conversation', `Change ${number} is reviewed where it was proposed, and not here.`);
  const ruling = reviewRuling(seen, work);
  const hasDone = seen.decisions.some(({ kind, by }) => kind === 'broke-glass' && by.objectId === word.by.objectId);
  if (hasDone || (ruling.fourEyes && seen.asker.objectId === word.by.objectId))
    throw new RefusedChange('own-proposal', 'Nobody reviews what he did or asked for himself: somebody else has to.');
  const leave = await work.may(word.by, 'approve', { ruling, place: seen.plan.place }, { signal: o.signal, log });
  if ('refused' in leave) throw new RefusedChange(leave.reason, leave.refused);
  const now = clock.now();
  const kept = await store.together(now, async (writing) => {
    const held = await writing.remediationToChange(number);
    if (!held?.review || held.review.at) return held ?? seen;
    const saved = await saveHeldChange({ ...held, review: { ...held.review, by: word.by, at: now } }, writing);
    const what = 'change:reviewed';
    await recordChange(saved, { writing, work, now, by: word.by, authority: leave.authority, what, ...o });
    return saved;
  });
  work.wake();
  return kept;
}

/** What the policy says of the change; where it denies such changes by now, what was made is still looked at by approvers. */
function reviewRuling({ action: name, plan: { place } }: StoredRemediation, { config, actions }: ChangeWork): Allowed {
  const asked = { action: name, risk: actions.get(name)?.risk ?? 'high', place };
  const ruling = rulingOn(config.policy, asked);
  if (ruling.kind === 'allowed') return ruling;
  const usual = rulingOn({ ...config.policy, rules: [] }, asked);
  if (usual.kind === 'denied') throw new TypeError('the default rule denies nothing');
  return usual;
}
