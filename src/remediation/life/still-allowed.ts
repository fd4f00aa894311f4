import type { Logger } from 'pino';
import { UpstreamError } from '../../errors.ts';
import type { Decision } from '../../model/remediation.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import { standingOf } from '../policy/approvals-of.ts';
import { windowAt } from '../policy/change-window.ts';
import type { Allowed } from '../policy/ruling.ts';
import { RefusedChange } from '../refused-change.ts';
import { type ChangeWork, changeTasks } from './change-work.ts';
import { allowedNow } from './decide.ts';
import { moveChange } from './move-change.ts';
import { saveHeldChange } from './save-held-change.ts';
import { showChange } from './show-change.ts';

/**
 * Whether an approved change may be run right now: the policy still allows it, its asker and approvers still may, its
 * time is not over and a window is open. What is not so leads on by itself: it expires, waits, or asks for another approval.
 */
export async function stillAllowed(
  seen: StoredRemediation,
  work: ChangeWork,
  asking: { signal: AbortSignal; log: Logger },
): Promise<boolean> {
  const now = work.clock.now();
  if (seen.expiresAt <= now) {
    await moveChange(seen, 'expire', { endedAt: now, outcome: 'Its time was over before it was run.' }, work);
    return false;
  }
  const ruling = await rulingNow(seen, work);
  if (!ruling) return false;
  const opensAt = windowAt(ruling, work.config.policy, now);
  // An emergency does not wait for its hour.
  const isEmergency = seen.decisions.some(({ kind }) => kind === 'broke-glass');
  if (opensAt !== 'open' && !isEmergency) {
    await waitFor(seen, opensAt, ruling, work);
    return false;
  }
  const decisions = await valid(seen, ruling, work, asking);
  if (!decisions) {
    await moveChange(seen, 'reject', { endedAt: now, outcome: 'Who asked for it may ask for it no longer.' }, work);
    return false;
  }
  if (standingOf(ruling, seen.asker, decisions).mayRun) return true;
  const outcome = 'Somebody who approved it may do so no longer: it needs another approval.';
  await moveChange(seen, 'withdraw', { decisions, outcome }, work);
  return false;
}

async function rulingNow(seen: StoredRemediation, work: ChangeWork): Promise<Allowed | undefined> {
  try {
    return allowedNow(seen, work);
  } catch (error) {
    if (!(error instanceof RefusedChange)) throw error;
    await moveChange(seen, 'reject', { endedAt: work.clock.now(), outcome: error.message }, work);
    return undefined;
  }
}

/** The decisions of those who may still take them; undefined where the asker may no longer ask. */
async function valid(
  { asker, decisions, plan: { place } }: StoredRemediation,
  ruling: Allowed,
  work: ChangeWork,
  asking: { signal: AbortSignal; log: Logger },
): Promise<Decision[] | undefined> {
  const may = async (person: Decision['by'], part: 'ask' | 'approve' | 'break-glass') => {
    const leave = await work.may(person, part, { ruling, place }, asking);
    // Groups that cannot be read take nothing away: it is tried again until its time is over.
    if ('refused' in leave && leave.reason === 'groups-unread')
      throw new UpstreamError('Microsoft Graph', 'unavailable', leave.refused);
    return 'authority' in leave;
  };
  if (!(await may(asker, 'ask'))) return undefined;
  const kept: Decision[] = [];
  for (const it of decisions) {
    const part = it.kind === 'broke-glass' ? 'break-glass' : 'approve';
    if (it.kind === 'rejected' || (await may(it.by, part))) kept.push(it);
  }
  return kept;
}

async function waitFor(
  seen: StoredRemediation,
  opensAt: Date | undefined,
  ruling: Allowed,
  work: ChangeWork,
): Promise<void> {
  const now = work.clock.now();
  if (!opensAt) {
    await moveChange(seen, 'expire', { endedAt: now, outcome: 'No change window opens within two months.' }, work);
    return;
  }
  await work.store.together(now, async (writing) => {
    const held = await writing.remediationToChange(seen.number);
    if (!held || held.version !== seen.version) return;
    // From the opening on it has as long as an approved one has without a window.
    const expiresAt = new Date(opensAt.getTime() + ruling.expiresMs);
    const saved = await saveHeldChange({ ...held, waitsUntil: opensAt, expiresAt }, writing);
    const job = { task: changeTasks.run, key: String(seen.number), payload: { number: seen.number } };
    await writing.enqueue({ ...job, runAt: opensAt, lane: 'slow' });
    await showChange(saved, { writing, work, now });
  });
  work.wake();
}
