import { UpstreamError, UserError } from '../../errors.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import type { AnyAction, Verified } from '../action.ts';
import { type ChangeWork, changeTasks } from './change-work.ts';
import { moveChange } from './move-change.ts';
import { saveHeldChange } from './save-held-change.ts';
import { showChange } from './show-change.ts';

const lookMs = 30_000;
/** What nobody can tell is looked up less and less often, and given up after a day. */
const longestPauseMs = 10 * 60_000;
const unknownForMs = 24 * 3_600_000;

/** Job: looks whether a change took effect, for as long as its action says, and how it goes stands on the card. */
export async function verifyChange(work: ChangeWork, number: number): Promise<void> {
  const seen = await work.store.remediations.remediation(number);
  const action = seen && work.actions.get(seen.action);
  if (!seen || !action || !isWatched(seen)) return;
  const now = work.clock.now();
  const startedAt = seen.startedAt ?? now;
  const found = await look(seen, action, startedAt, work);
  if (found.state === 'done') {
    await moveChange(seen, 'succeed', { endedAt: now, outcome: found.sentence }, work);
    return;
  }
  const isOverdue =
    now.getTime() - startedAt.getTime() >= (seen.state === 'running' ? action.watch.forMs : unknownForMs);
  if (found.state === 'failed' || (isOverdue && seen.state === 'running')) {
    const late = found.state === 'failed' ? '' : 'It was not seen to take effect in time. ';
    await moveChange(seen, 'fail', { endedAt: now, outcome: `${late}${found.sentence}` }, work);
    return;
  }
  await lookLater(seen, found, isOverdue ? undefined : pauseOf(seen, action, startedAt, now), work);
}

function isWatched({ state, ran }: StoredRemediation): boolean {
  return state === 'unknown' || (state === 'running' && ran !== undefined);
}

async function look(
  { input, plan }: StoredRemediation,
  action: AnyAction,
  startedAt: Date,
  { connection, clock, log }: ChangeWork,
): Promise<Verified> {
  try {
    const azure = connection.until(AbortSignal.timeout(lookMs), log);
    return await action.verify(azure, input, plan, { startedAt, now: clock.now() });
  } catch (error) {
    if (error instanceof UserError) return { state: 'failed', sentence: error.message };
    if (!(error instanceof UpstreamError)) throw error;
    log.warn({ error }, 'the effect of a change could not be looked up');
    return { state: 'pending', sentence: `It could not be looked up: ${error.service} ${error.message}.` };
  }
}

function pauseOf({ state }: StoredRemediation, { watch }: AnyAction, startedAt: Date, now: Date): number {
  if (state === 'running') return watch.everyMs;
  return Math.min(longestPauseMs, Math.max(watch.everyMs, (now.getTime() - startedAt.getTime()) / 4));
}

/** Asks again after a pause; without one it stays as it is, and a press looks again. */
async function lookLater(
  seen: StoredRemediation,
  { sentence }: Verified,
  pauseMs: number | undefined,
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
    if (pauseMs === undefined) return;
    const job = { task: changeTasks.verify, key: String(seen.number), payload: { number: seen.number } };
    await writing.enqueue({ ...job, runAt: new Date(now.getTime() + pauseMs), lane: 'slow' });
  });
  work.wake();
}
