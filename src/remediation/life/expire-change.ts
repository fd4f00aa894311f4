import { type ChangeWork, changeTasks } from './change-work.ts';
import { moveChange } from './move-change.ts';

/** Job: ends a proposal that nobody approved in time, and one that was stale and not asked for anew. */
export async function expireChange(work: ChangeWork, number: number): Promise<void> {
  const seen = await work.store.remediations.remediation(number);
  const now = work.clock.now();
  if (seen?.state !== 'proposed' && seen?.state !== 'stale') return;
  if (seen.expiresAt > now) {
    // It was asked for anew meanwhile: the job came for the time before.
    const job = { task: changeTasks.expire, key: String(number), payload: { number }, runAt: seen.expiresAt };
    await work.store.together(now, (writing) => writing.enqueue({ ...job, lane: 'slow' }));
    return;
  }
  await moveChange(seen, 'expire', { endedAt: now }, work);
}
