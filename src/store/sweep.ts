import { forgetUnsendable } from './broken-destinations.ts';
import type { Commit } from './group-commit.ts';
import { forgetImageEvents } from './image-events.ts';
import { sweepRemediations } from './remediations.ts';
import { forgetSends } from './sends.ts';
import { sweepIncidents } from './sweep-incidents.ts';

const day = 24 * 60 * 60 * 1000;

/** How long rows are kept that only serve a conversation, and incidents when they are over; the audit and how far a source was read are never swept. */
export const keptFor = {
  activities: day,
  /** What waits for a conversation that takes no messages. */
  unsendable: 7 * day,
  presses: 90 * day,
  messages: 90 * day,
  /** What registries told of their images, and which images an index is made of: read again when it is asked for. */
  imageOrigins: 400 * day,
  threads: 90 * day,
  incidents: 90 * day,
  postureDays: 400 * day,
  /** By when they were proposed: a change may be undone, and is asked about, for long. */
  remediations: 400 * day,
} as const;

/** Deletes what nobody needs any more, so that nothing grows for ever. */
export async function sweep(commit: Commit, now: Date): Promise<void> {
  const before = (kept: number) => now.getTime() - kept;
  await commit(async (transaction) => {
    await transaction.deleteFrom('activities').where('seen_at', '<', before(keptFor.activities)).execute();
    await transaction.deleteFrom('presses').where('prepared_at', '<', before(keptFor.presses)).execute();
    await transaction.deleteFrom('thread_subjects').where('set_at', '<', before(keptFor.threads)).execute();
    await transaction.deleteFrom('messages').where('posted_at', '<', before(keptFor.messages)).execute();
    await transaction.deleteFrom('posted').where('posted_at', '<', before(keptFor.messages)).execute();
    await transaction.deleteFrom('seen_people').where('seen_at', '<', before(keptFor.messages)).execute();
    await transaction
      .deleteFrom('image_news')
      .where('over_at', '>', 0)
      .where('over_at', '<', before(keptFor.messages))
      .execute();
    await forgetImageEvents(transaction, before(keptFor.imageOrigins));
    await transaction.deleteFrom('image_platforms').where('read_at', '<', before(keptFor.imageOrigins)).execute();
    await transaction.deleteFrom('posture_days').where('at', '<', before(keptFor.postureDays)).execute();
    await forgetUnsendable(transaction, before(keptFor.unsendable));
    await sweepIncidents(transaction, before(keptFor.incidents));
    await sweepRemediations(transaction, before(keptFor.remediations));
    await forgetSends(transaction, now);
  });
}
