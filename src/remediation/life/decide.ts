import { UserError } from '../../errors.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import type { Allowed } from '../policy/ruling.ts';
import { rulingOn } from '../policy/ruling.ts';
import { deniedChange, RefusedChange } from '../refused-change.ts';
import type { ChangeWork, Part } from './change-work.ts';
import { decideOn, refusalOf, type Word } from './decide-on.ts';
import { recordChange } from './record-change.ts';
import { saveHeldChange } from './save-held-change.ts';

/** Rejecting takes the same rights as approving; who asked may take his own proposal back. */
const partOf: Record<Word['kind'], Part> = { approved: 'approve', rejected: 'approve', 'broke-glass': 'break-glass' };

/** The audit's word for what was said, where it leads to no other state. */
const lineOf: Record<Word['kind'], string> = {
  approved: 'change:approval',
  rejected: 'change:rejected',
  'broke-glass': 'change:broke-glass',
};

/**
 * Takes a word on a proposed change: compare-and-set, audit line and job in one transaction; answers the change as it
 * is then. Throws RefusedChange with the reason, UserError where there is no such change.
 */
export async function decide(
  work: ChangeWork,
  number: number,
  word: Word,
  o: { signal: AbortSignal; requestId: string },
): Promise<StoredRemediation> {
  const { store, clock, log } = work;
  const seen = await store.remediations.remediation(number);
  if (!seen) throw new UserError(`There is no change ${number}. See: changes.`);
  refuse(refusalOf(seen, word, clock.now()));
  const ruling = allowedNow(seen, work);
  // What speaks against it by itself is said before what speaks against the person.
  refuse(decideOn(seen, word, { ruling, authority: '', now: clock.now() }));
  const isOwn = word.kind === 'rejected' && word.by.objectId === seen.asker.objectId;
  const leave = isOwn
    ? { authority: 'his own proposal' }
    : await work.may(word.by, partOf[word.kind], { ruling, place: seen.plan.place }, { signal: o.signal, log });
  if ('refused' in leave) throw new RefusedChange(leave.reason, leave.refused);
  const now = clock.now();
  const kept = await store.together(now, async (writing) => {
    const held = await writing.remediationToChange(number);
    if (!held) throw new UserError(`There is no change ${number}. See: changes.`);
    // Proposed anew meanwhile: it may be another change, at another place, than the one that he was asked about.
    const meant = { ...word, round: word.round ?? seen.round };
    const taken = decideOn(held, meant, { ruling, authority: leave.authority, now });
    refuse(taken);
    if (!('next' in taken)) return held;
    const review =
      word.kind === 'broke-glass' && ruling.breakGlass
        ? { review: { dueAt: new Date(now.getTime() + ruling.breakGlass.reviewWithinMs) } }
        : {};
    const { key, version } = held;
    const saved = await saveHeldChange({ ...taken.next, ...review, key, version }, writing);
    // One of several approvals moves nothing yet, and is a line of its own all the same.
    const what = saved.state === held.state ? { what: lineOf[word.kind] } : {};
    const { authority } = leave;
    await recordChange(saved, { writing, work, now, by: word.by, authority, requestId: o.requestId, ...what });
    return saved;
  });
  work.wake();
  return kept;
}

/** What the policy says of a change by now; throws RefusedChange where it forbids it. */
export function allowedNow({ action: name, plan }: StoredRemediation, { config, actions }: ChangeWork): Allowed {
  const action = actions.get(name);
  if (!action) throw new RefusedChange('no-such-action', `"${name}" can no longer be done by this version.`);
  const ruling = rulingOn(config.policy, { action: name, risk: action.risk, place: plan.place });
  if (ruling.kind === 'denied') throw deniedChange(ruling);
  return ruling;
}

function refuse(taken: ReturnType<typeof refusalOf>): void {
  if (taken && 'refused' in taken) throw new RefusedChange(taken.refused, taken.sentence);
}
