import type { StoredRemediation } from '../../store/remediations.ts';
import { type ChangeWork, changeTasks } from './change-work.ts';

/** Looks at once whether a change took effect, rather than when it is due: somebody waits for it. */
export async function lookNow({ number, state, ran }: StoredRemediation, work: ChangeWork): Promise<void> {
  if (state !== 'unknown' && !(state === 'running' && ran)) return;
  const now = work.clock.now();
  const job = { task: changeTasks.verify, key: String(number), payload: { number }, runAt: now } as const;
  await work.store.together(now, (writing) => writing.enqueue({ ...job, lane: 'slow' }));
  work.wake();
}
