import type { Writing } from '../../store/writing.ts';
import { tasks } from './pipeline.ts';

/** A storm's card is drawn anew this often at most: an edit of it counts like any other message. */
export const digestEveryMs = 15_000;

/** Wants the card of a channel's storm brought up to date, at its own pace. */
export async function wantDigest(channel: string, writing: Writing, now: Date): Promise<void> {
  await writing.enqueuePatiently({ task: tasks.digest, key: channel, payload: { channel }, runAt: now }, digestEveryMs);
}
