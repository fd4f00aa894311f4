import type { Azure } from '../../azure/azure.ts';
import { UpstreamError, UserError } from '../../errors.ts';
import type { Ran } from '../../model/remediation.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import { RefusedChange } from '../refused-change.ts';
import type { ChangeWork } from './change-work.ts';
import { failureWords } from './failure-words.ts';
import { moveChange } from './move-change.ts';
import { type PlannedChange, planChange } from './plan-change.ts';
import { recordChange } from './record-change.ts';
import { saveHeldChange } from './save-held-change.ts';
import { stillAllowed } from './still-allowed.ts';
import { whatChanged } from './what-changed.ts';

/** How long planning, asking and running may take together where the action does not say more. */
const runMs = 60_000;
/** An object that others write all the time is read anew so often: a refused write changed nothing. */
const mostTries = 3;

/**
 * Job: runs an approved change, once. Plans again and stops where the world is another one; marks it as running before
 * the first write, so that whoever finds it so later knows that it may have been made, and looks instead of running it again.
 */
export async function runChange(work: ChangeWork, number: number): Promise<void> {
  const { log } = work;
  const seen = await work.store.remediations.remediation(number);
  if (seen?.state === 'running' && !seen.ran) {
    const outcome = 'The bot stopped while it was being made: it is looked up and not run again.';
    await moveChange(seen, 'lose-sight', { outcome }, work);
    return;
  }
  if (seen?.state !== 'approved') return;
  const action = work.actions.get(seen.action);
  const signal = AbortSignal.timeout(action?.runMs ?? runMs);
  const ready = await stillAllowed(seen, work, { signal, log });
  if (!ready) return;
  const azure = work.connection.until(signal, log);
  const planned = await planAgain(seen, work, () => planChange(seen, azure, work));
  if (!planned) return;
  if (planned.fingerprint !== seen.fingerprint) {
    await moveChange(seen, 'go-stale', { outcome: whatChanged(seen.plan.before, planned.plan.before) }, work);
    return;
  }
  const begun = await moveChange(seen, 'begin', { plan: planned.plan, startedAt: work.clock.now() }, work);
  if (!begun) return;
  try {
    await recordRun(begun, await once(planned, () => planChange(seen, azure, work), azure, work), work);
  } catch (error) {
    await endRun(begun, error, work);
  }
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
    await moveChange(seen, 'go-stale', { outcome: failureWords(error) }, work);
    return undefined;
  }
}

/** It was run: from here on it is watched. */
async function recordRun({ number }: StoredRemediation, ran: Ran, work: ChangeWork): Promise<void> {
  const now = work.clock.now();
  await work.store.together(now, async (writing) => {
    const held = await writing.remediationToChange(number);
    // Another replica may have thought that this one is dead: then it looks already.
    if (!held || (held.state !== 'running' && held.state !== 'unknown')) return;
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
  if (isCertain)
    await moveChange(
      begun,
      'fail',
      { endedAt: work.clock.now(), outcome: `It was not made: ${failureWords(error)}` },
      work,
    );
  else
    await moveChange(
      begun,
      'lose-sight',
      { outcome: `Nobody knows whether it was made: ${failureWords(error)}` },
      work,
    );
}
