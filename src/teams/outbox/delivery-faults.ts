import type { Store } from '../../store/store.ts';

/** Work or messages that wait longer than this mean that the process does not keep up. */
const longestMs = 15 * 60_000;

/** What stands in the way of what is to be told: conversations that take no messages, and work that has waited too long. */
export async function deliveryFaults(store: Store, now: Date): Promise<string[]> {
  const { broken, oldest } = await store.outbox.state();
  const { oldestJob } = await store.workState(now);
  const late = (what: string, since: Date | undefined) => {
    const minutes = since ? Math.floor((now.getTime() - since.getTime()) / 60_000) : 0;
    return minutes * 60_000 >= longestMs ? [`${what} waits since ${minutes} minutes`] : [];
  };
  return [
    ...broken.map(({ conversationId, why }) => `conversation ${conversationId}: ${why}`),
    // What is meant for a broken conversation is told by the line above.
    ...(broken.length === 0 ? late('a message', oldest) : []),
    ...late('a job', oldestJob),
  ];
}
