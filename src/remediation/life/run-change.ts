import type { Logger } from 'pino';
import type { Azure } from '../../azure/azure.ts';
import { UpstreamError, UserError } from '../../errors.ts';
import type { Ran } from '../../model/remediation.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { RefusedChange } from '../refused-change.ts';
import type { ChangeWork } from './change-work.ts';
import { failureWords } from './failure-words.ts';
import { moveChange } from './move-change.ts';
import { type PlannedChange, planChange } from './plan-change.ts';
import { recordChange } from './record-change.ts';
import { runMsOf } from './run-ms.ts';
import { saveHeldChange } from './save-held-change.ts';
import { stillAllowed, stillUnkept } from './still-allowed.ts';
import { tryLater } from './try-later.ts';
import { whatChanged } from './what-changed.ts';

/** What takes longer than this is given to another worker while it is being done (store/worker.ts). */
const heldForMs = 180_000;
const soonestRetryMs = 5_000;
const longestRetryMs = 5 * 60_000;
const staleMs = 3_600_000;
/** An object that others write all the time is read anew so often: a refused write changed nothing. */
const mostTries = 3;

/**
 * Job: runs an approved change, once. Plans again and stops where the world is another one; marks it as running before
 * the first write, so that whoever finds it so later knows that it may have been made, and looks instead of running it again.
 */
export async function runChange(work: ChangeWork, number: number): Promise<void> {
  const { log } = work;
  const seen = await work.store.remediations.remediation(number);
  if (seen?.state === 'running' && !seen.ran) return loseSight(seen, work);
  if (seen?.state !== 'approved') return;
  const signal = AbortSignal.timeout(runMsOf(work.actions.get(seen.action)));
  const azure = work.connection.until(signal, log);
  const again = () => planChange(seen, azure, work);
  const planned = await planReady(seen, again, work, { signal, log });
  if (!planned) return;
  const begun = await moveChange(seen, 'begin', { plan: planned.plan, startedAt: work.clock.now() }, work);
  if (!begun) return;
  let ran: Ran;
  try {
    ran = await once(planned, again, azure, work);
  } catch (error) {
    await endRun(begun, error, work);
    return;
  }
  await recordRun(begun, ran, work);
}

/** The plan of an approved change that may be run right now; undefined where it was led on to another state or another time. */
async function planReady(
  seen: StoredRemediation,
  again: () => Promise<PlannedChange>,
  work: ChangeWork,
  asking: { signal: AbortSignal; log: Logger },
): Promise<PlannedChange | undefined> {
  try {
    if (!(await stillAllowed(seen, work, asking))) return undefined;
    const planned = await planAgain(seen, work, again);
    return planned && (await isSame(seen, planned, work)) ? planned : undefined;
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    asking.log.warn({ error, change: seen.number }, 'a change could not be run yet');
    await tryLater(seen, { outcome: `It could not be run yet: ${failureWords(error)}` }, retryAt(seen, work), work);
    return undefined;
  }
}

/** Whether the world is as it was approved. The policy was asked about the place: at another one it may say something else. */
async function isSame(
  seen: StoredRemediation,
  { plan, fingerprint }: PlannedChange,
  work: ChangeWork,
): Promise<boolean> {
  const was = { place: seen.plan.place };
  const isMoved = fingerprintOf(was) !== fingerprintOf({ place: plan.place });
  if (!isMoved && fingerprint === seen.fingerprint) return stillUnkept(seen, plan, work);
  const outcome = isMoved ? whatChanged(was, { place: plan.place }) : whatChanged(seen.plan.before, plan.before);
  await goStale(seen, outcome, work);
  return false;
}

/** It waits for whoever asks for it anew, for an hour at least. */
async function goStale(seen: StoredRemediation, outcome: string, work: ChangeWork): Promise<void> {
  const expiresAt = new Date(Math.max(seen.expiresAt.getTime(), work.clock.now().getTime() + staleMs));
  await moveChange(seen, 'go-stale', { outcome, expiresAt }, work);
}

/** Whoever made it is dead, or has been too busy to say that he lives; one that may take long is given its time first. */
async function loseSight(seen: StoredRemediation, work: ChangeWork): Promise<void> {
  const longMs = runMsOf(work.actions.get(seen.action));
  const until = new Date((seen.startedAt?.getTime() ?? 0) + longMs);
  if (longMs > heldForMs && work.clock.now() < until) {
    await tryLater(seen, {}, until, work);
    return;
  }
  const outcome = 'The bot stopped while it was being made: it is looked up and not run again.';
  await moveChange(seen, 'lose-sight', { outcome }, work);
}

/** Soon, then less and less often; never later than its time is over. */
function retryAt({ decisions, proposedAt, waitsUntil, expiresAt }: StoredRemediation, { clock }: ChangeWork): Date {
  const now = clock.now().getTime();
  const since = Math.max(...[proposedAt, waitsUntil ?? proposedAt, ...decisions.map(({ at }) => at)].map(Number));
  const pauseMs = Math.min(longestRetryMs, Math.max(soonestRetryMs, (now - since) / 4));
  return new Date(Math.min(now + pauseMs, expiresAt.getTime()));
}

/** Runs it on the plan; where the API server refused the write because the object moved on, plans and tries again. */
async function once(
  planned: PlannedChange,
  again: () => Promise<PlannedChange>,
  azure: Azure,
  { clock }: ChangeWork,
): Promise<Ran> {
  const { fingerprint } = planned;
  let { plan, action, input } = planned;
  for (let tries = 1; ; tries += 1) {
    try {
      return await action.run(azure, input, plan, clock.now());
    } catch (error) {
      const isRefused = error instanceof UpstreamError && error.reason === 'conflict' && !error.outcomeUnknown;
      if (!isRefused || tries === mostTries) throw error;
      const next = await again();
      if (next.fingerprint !== fingerprint) throw new UserError(whatChanged(plan.before, next.plan.before));
      ({ plan, action, input } = next);
    }
  }
}

async function planAgain(
  seen: StoredRemediation,
  work: ChangeWork,
  plan: () => Promise<PlannedChange>,
): Promise<PlannedChange | undefined> {
  try {
    return await plan();
  } catch (error) {
    // What makes no sense any more, or is refused, is not run; what could not be read is tried again until its time is over.
    const isOver = error instanceof UserError || (error instanceof UpstreamError && !error.retryable);
    if (!isOver) throw error;
    await goStale(seen, failureWords(error), work);
    return undefined;
  }
}

/** It was run: from here on it is watched. */
async function recordRun({ number }: StoredRemediation, ran: Ran, work: ChangeWork): Promise<void> {
  const now = work.clock.now();
  await work.store.together(now, async (writing) => {
    const held = await writing.remediationToChange(number);
    // Another replica may have thought that this one is dead: then it looks already. That it was made is kept in any case.
    if (!held || held.ran) return;
    const saved = await saveHeldChange({ ...held, ran: { ...ran, at: now }, ...outcomeOf(ran) }, writing);
    await recordChange(saved, { writing, work, now, requestId: `change-${number}`, what: 'change:ran' });
  });
  work.wake();
}

function outcomeOf({ detail }: Ran): { outcome?: string } {
  return detail === undefined ? {} : { outcome: detail };
}

async function endRun(begun: StoredRemediation, error: unknown, work: ChangeWork): Promise<void> {
  const isCertain =
    error instanceof UserError ||
    error instanceof RefusedChange ||
    (error instanceof UpstreamError && !error.outcomeUnknown);
  work.log.error({ error, change: begun.number, isCertain }, 'a change was not made as it was meant');
  const [move, words] = isCertain
    ? (['fail', 'It was not made'] as const)
    : (['lose-sight', 'Nobody knows whether it was made'] as const);
  const outcome = `${words}: ${failureWords(error)}`;
  await moveChange(begun, move, { outcome, ...(isCertain && { endedAt: work.clock.now() }) }, work);
  const left = await work.store.remediations.remediation(begun.number);
  // Somebody wrote it meanwhile: the job comes again, and finds it as one of which nobody knows.
  if (left?.state === 'running' && !left.ran) throw new Error('a change that ended is still being made');
}
