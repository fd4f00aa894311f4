import type { StoredRemediation } from '../../store/remediations.ts';
import type { Writing } from '../../store/writing.ts';
import type { ChangeWork } from './change-work.ts';
import { afterMove, type RemediationMove } from './lifecycle.ts';
import { recordChange } from './record-change.ts';
import { saveHeldChange } from './save-held-change.ts';

/**
 * Moves a change along an arrow with what goes with it, in one transaction, when it still stands as it was seen;
 * answers it as it is then, undefined when it moved on meanwhile.
 */
export async function moveChange(
  seen: StoredRemediation,
  move: RemediationMove,
  news: Partial<StoredRemediation>,
  work: ChangeWork,
): Promise<StoredRemediation | undefined> {
  const now = work.clock.now();
  const moved = await work.store.together(now, async (writing) => {
    const held = await writing.remediationToChange(seen.number);
    if (!held || held.version !== seen.version) return undefined;
    const state = afterMove(held.state, move);
    if (!state) return undefined;
    // How it went is of the state before: each says its own, or nothing.
    const { outcome: _before, ...rest } = held;
    const saved = await saveHeldChange({ ...rest, ...news, state }, writing);
    await recordChange(saved, { writing, work, now, requestId: `change-${saved.number}` });
    if (state === 'succeeded' && saved.undoes !== undefined) await markUndone(saved, { writing, work, now });
    return saved;
  });
  work.wake();
  return moved;
}

/** What the change took back is no longer in force. */
async function markUndone(
  { undoes = 0, number }: StoredRemediation,
  { writing, work, now }: { writing: Writing; work: ChangeWork; now: Date },
): Promise<void> {
  const former = await writing.remediationToChange(undoes);
  const state = former && afterMove(former.state, 'undo');
  if (!former || !state) return;
  const saved = await saveHeldChange({ ...former, state, outcome: `Undone by change ${number}.` }, writing);
  await recordChange(saved, { writing, work, now, requestId: `change-${number}` });
}
