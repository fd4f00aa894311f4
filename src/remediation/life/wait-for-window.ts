import type { StoredRemediation } from '../../store/remediations.ts';
import type { Allowed } from '../policy/ruling.ts';
import type { ChangeWork } from './change-work.ts';
import { moveChange } from './move-change.ts';
import { tryLater } from './try-later.ts';

/**
 * Lets an approved change wait for its window: for one, not from one to the next as if approved for ever. One that opens
 * within two months never (undefined) ends it.
 */
export async function waitForWindow(
  seen: StoredRemediation,
  opensAt: Date | undefined,
  ruling: Allowed,
  work: ChangeWork,
): Promise<void> {
  const now = work.clock.now();
  const isMissed = seen.waitsUntil !== undefined && seen.waitsUntil <= now;
  if (!opensAt || isMissed) {
    const outcome = isMissed
      ? 'Its change window closed before it could be run.'
      : 'No change window opens within two months.';
    await moveChange(seen, 'expire', { endedAt: now, outcome }, work);
    return;
  }
  // From the opening on it has as long as an approved one has without a window.
  const expiresAt = new Date(opensAt.getTime() + ruling.expiresMs);
  await tryLater(seen, { waitsUntil: opensAt, expiresAt }, opensAt, work);
}
