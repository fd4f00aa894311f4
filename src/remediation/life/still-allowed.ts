import type { Logger } from 'pino';
import { UpstreamError } from '../../errors.ts';
import type { Decision, Plan } from '../../model/remediation.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import { standingOf } from '../policy/approvals-of.ts';
import { windowAt } from '../policy/change-window.ts';
import type { Allowed } from '../policy/ruling.ts';
import { RefusedChange } from '../refused-change.ts';
import type { ChangeWork } from './change-work.ts';
import { allowedNow } from './decide.ts';
import { isKept, keptWords } from './kept-by.ts';
import { moveChange } from './move-change.ts';
import { waitForWindow } from './wait-for-window.ts';

/**
 * Whether an approved change may be run right now: the policy still allows it, its asker and approvers still may, its
 * time is not over and a window is open. What is not so leads on by itself: it expires, waits, or asks for another approval.
 * Throws UpstreamError where people's groups cannot be read.
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
  const mayHurry = ruling.breakGlass !== undefined && seen.decisions.some(isBroken);
  if (opensAt !== 'open' && !mayHurry) {
    await waitForWindow(seen, opensAt, ruling, work);
    return false;
  }
  const decisions = await valid(seen, ruling, work, asking);
  if (!decisions) {
    await moveChange(seen, 'reject', { endedAt: now, outcome: 'Who asked for it may ask for it no longer.' }, work);
    return false;
  }
  if (!standingOf(ruling, seen.asker, decisions).mayRun) {
    await askAnother(seen, decisions, ruling, work);
    return false;
  }
  // An emergency does not wait for its hour; whoever called it one must still be allowed to.
  if (opensAt === 'open' || decisions.some(isBroken)) return true;
  await waitForWindow(seen, opensAt, ruling, work);
  return false;
}

/** Whether what was planned anew may still be run by the policy: false when it was rejected, for a tool keeps the object by now. */
export async function stillUnkept(seen: StoredRemediation, plan: Plan, work: ChangeWork): Promise<boolean> {
  const ruling = await rulingNow(seen, work);
  if (!ruling) return false;
  if (!isKept(plan, ruling)) return true;
  await moveChange(seen, 'reject', { plan, endedAt: work.clock.now(), outcome: keptWords(plan) }, work);
  return false;
}

function isBroken({ kind }: Decision): boolean {
  return kind === 'broke-glass';
}

async function askAnother(
  seen: StoredRemediation,
  decisions: Decision[],
  ruling: Allowed,
  work: ChangeWork,
): Promise<void> {
  const outcome =
    decisions.length < seen.decisions.length
      ? 'Somebody who approved it may do so no longer: it needs another approval.'
      : 'The policy asks for more than when it was approved: it needs another approval.';
  const needs = { approvals: ruling.approvals, rule: ruling.rule };
  await moveChange(seen, 'withdraw', { decisions, needs, outcome }, work);
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
      throw new UpstreamError('Microsoft Graph', 'unavailable', 'does not say who may decide');
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
