import type { StoredRemediation } from '../../store/remediations.ts';
import { type ChangeWork, changeTasks } from './change-work.ts';
import { saveHeldChange } from './save-held-change.ts';
import { showChange } from './show-change.ts';

/** An approved change is to be run at another time, and its card says why; nothing when it moved on meanwhile. */
export async function tryLater(
  seen: StoredRemediation,
  news: Pick<Partial<StoredRemediation>, 'waitsUntil' | 'expiresAt' | 'outcome'>,
  runAt: Date,
  work: ChangeWork,
): Promise<void> {
  const now = work.clock.now();
  await work.store.together(now, async (writing) => {
    const held = await writing.remediationToChange(seen.number);
    if (!held || held.version !== seen.version) return;
    const job = { task: changeTasks.run, key: String(seen.number), payload: { number: seen.number } };
    await writing.enqueue({ ...job, runAt, lane: 'slow' });
    // The card is edited where there is something new to say, and not for every try.
    const isNew = news.waitsUntil !== undefined || (news.outcome !== undefined && news.outcome !== held.outcome);
    if (isNew) await showChange(await saveHeldChange({ ...held, ...news }, writing), { writing, work, now });
  });
  work.wake();
}
