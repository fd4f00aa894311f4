import { digestCard } from '../../cards/digest.ts';
import { digestOf, stormOver } from '../digest.ts';
import { type Pipeline, tasks } from './pipeline.ts';
import { digestEveryMs } from './want-digest.ts';

/** Job: brings the card of a channel's storm up to date, and ends it when nothing new came for a whole window. */
export async function tellDigest(pipeline: Pipeline, channel: string): Promise<void> {
  const { store, clock, config } = pipeline;
  const now = clock.now();
  await store.together(now, async (writing) => {
    const digest = await writing.openDigest(channel);
    if (!digest) return;
    const isOver = stormOver(digest.addedAt, config.digest, now);
    const [press] = [{ verb: 'incidents', input: {}, replaces: false }];
    const [id = ''] = await writing.preparePresses([press], now);
    const card = digestCard({
      digest: digestOf(await writing.digestRows(digest.id)),
      ...{ startedAt: digest.startedAt, isOver, now },
      buttons: [{ title: 'Open incidents', verb: press.verb, id }],
    });
    const to = await pipeline.addressOf(channel, writing);
    await writing.putOut({ to, subject: `digest/${digest.id}`, urgency: 9, card });
    if (isOver) return writing.endDigest(digest.id, now);
    const runAt = new Date(now.getTime() + digestEveryMs);
    await writing.enqueue({ task: tasks.digest, key: channel, payload: { channel }, runAt });
  });
  pipeline.wake();
}
