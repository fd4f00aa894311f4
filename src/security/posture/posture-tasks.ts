import type { Task } from '../../store/worker.ts';
import { keepEstate, readingOf } from './keep-estate.ts';
import { type PostureWork, postureTask } from './posture-work.ts';
import { tellPosture, wantDigest } from './tell-posture.ts';

/** The first reading waits until the start is over: nobody is kept waiting by it. */
const firstAfterMs = 20_000;

/** What is done for the posture of the estate. */
export function postureTasks(work: PostureWork): Record<string, Task> {
  return {
    [postureTask.read]: (payload, { log }) => keepEstate({ ...work, log }, readingOf(payload)),
    [postureTask.digest]: (payload, { log }) => tellPosture({ ...work, log }, payload),
  };
}

/** Wants what is to be done every day and every week; what waits already, or was interrupted, keeps its time. */
export async function startPosture(work: PostureWork): Promise<void> {
  const { store, clock, config } = work;
  const now = clock.now();
  await store.together(now, async (writing) => {
    if (config.enabled) {
      const runAt = new Date(now.getTime() + firstAfterMs);
      const job = { task: postureTask.read, key: 'all', payload: {}, runAt };
      await writing.enqueuePatiently(job, config.everyMs);
    }
    await wantDigest(work, writing, now);
  });
}
