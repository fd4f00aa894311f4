import { UpstreamError, UserError } from '../../errors.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import type { AnyAction, Verified } from '../action.ts';
import { type ChangeWork, changeTasks } from './change-work.ts';
import { failureWords } from './failure-words.ts';
import { moveChange } from './move-change.ts';
import { runMsOf } from './run-ms.ts';
import { saveHeldChange } from './save-held-change.ts';
import { showChange } from './show-change.ts';

const lookMs = 30_000;
/** What nobody can tell is looked up less and less often: every ten minutes for a day, then every hour until somebody can. */
const longestPauseMs = 10 * 60_000;
const dayMs = 24 * 3_600_000;
const oldPauseMs = 3_600_000;
/** What was sent last may be done a moment later. */
const graceMs = 10_000;
/** Of an action that this version does not know. */
const unknownWatch = { forMs: 15 * 60_000, everyMs: 60_000 };

/** What was found; `isBlind` where nothing could be seen. */
type Look = Verified & { isBlind?: boolean };

/** Job: looks whether a change took effect, for as long as its action says, and how it goes stands on the card. */
export async function verifyChange(work: ChangeWork, number: number): Promise<void> {
  const seen = await work.store.remediations.remediation(number);
  if (!seen || !isWatched(seen)) return;
  const action = work.actions.get(seen.action);
  const now = work.clock.now();
  const startedAt = seen.startedAt ?? now;
  const found = await look(seen, action, startedAt, work);
  if (found.state === 'done') {
    await moveChange(
      seen,
      'succeed',
      { endedAt: now, outcome: found.sentence, ...(found.images && { images: found.images }) },
      work,
    );
    return;
  }
  const elapsedMs = now.getTime() - startedAt.getTime();
  if (found.state === 'failed' && !mayStillBeMade(seen, action, elapsedMs)) {
    // What was made of it can be undone, also where nobody saw it run.
    const made = found.partly && !seen.ran ? { ran: { at: startedAt } } : {};
    await moveChange(seen, 'fail', { endedAt: now, outcome: found.sentence, ...made }, work);
    return;
  }
  if (isOverdue(seen, action, found, elapsedMs)) {
    const outcome = `It was not seen to take effect in time. ${found.sentence}`;
    await moveChange(seen, 'fail', { endedAt: now, outcome }, work);
    return;
  }
  await lookLater(seen, found, pauseOf(seen, action, elapsedMs), work);
}

function isWatched({ state, ran }: StoredRemediation): boolean {
  return state === 'unknown' || (state === 'running' && ran !== undefined);
}

/** Whether whoever began it may be at it yet, slower than anybody thought: that it is not there then proves nothing. */
function mayStillBeMade({ ran }: StoredRemediation, action: AnyAction | undefined, elapsedMs: number): boolean {
  return ran === undefined && elapsedMs < runMsOf(action) + graceMs;
}

/** What was made has its action's time; what may have been made a day, and longer while nothing can be seen of it. */
function isOverdue(
  { state }: StoredRemediation,
  action: AnyAction | undefined,
  { isBlind = false }: Look,
  elapsedMs: number,
): boolean {
  if (state === 'running') return elapsedMs >= (action?.watch ?? unknownWatch).forMs;
  return elapsedMs >= dayMs && !isBlind;
}

async function look(
  { action: name, input, plan }: StoredRemediation,
  action: AnyAction | undefined,
  startedAt: Date,
  { connection, clock, log }: ChangeWork,
): Promise<Look> {
  if (!action)
    return { state: 'pending', sentence: `This version does not know "${name}" and cannot look it up.`, isBlind: true };
  try {
    const azure = connection.until(AbortSignal.timeout(lookMs), log);
    return await action.verify(azure, input, plan, { startedAt, now: clock.now() });
  } catch (error) {
    if (error instanceof UserError) return { state: 'failed', sentence: error.message };
    if (error instanceof UpstreamError) log.warn({ error }, 'the effect of a change could not be looked up');
    else log.error({ error }, 'the look at a change failed');
    return { state: 'pending', sentence: `It could not be looked up: ${failureWords(error)}`, isBlind: true };
  }
}

function pauseOf({ state }: StoredRemediation, action: AnyAction | undefined, elapsedMs: number): number {
  const { everyMs } = action?.watch ?? unknownWatch;
  if (state === 'running') return everyMs;
  return elapsedMs >= dayMs ? oldPauseMs : Math.min(longestPauseMs, Math.max(everyMs, elapsedMs / 4));
}

/** Asks again after a pause. */
async function lookLater(
  seen: StoredRemediation,
  { sentence }: Verified,
  pauseMs: number,
  work: ChangeWork,
): Promise<void> {
  const now = work.clock.now();
  await work.store.together(now, async (writing) => {
    const held = await writing.remediationToChange(seen.number);
    if (!held || held.version !== seen.version) return;
    if (held.outcome !== sentence) {
      const saved = await saveHeldChange({ ...held, outcome: sentence }, writing);
      await showChange(saved, { writing, work, now });
    }
    const job = { task: changeTasks.verify, key: String(seen.number), payload: { number: seen.number } };
    await writing.enqueue({ ...job, runAt: new Date(now.getTime() + pauseMs), lane: 'slow' });
  });
  work.wake();
}
