import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TakenDelivery } from '../../src/incidents/inbox.ts';
import { storeInbox } from '../../src/incidents/store-inbox.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

const start = new Date('2026-11-25T03:00:00Z').getTime();
const at = (ms: number) => new Date(start + ms);
const delivery = (source: string, ms = 0): TakenDelivery => ({
  ...{ source, at: at(ms), body: Buffer.from('{}'), count: 1 },
});
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('an inbox that is the store', () => {
  let store: Store;
  /** The last delivery of each commit. */
  let commits: string[];
  beforeEach(async () => {
    store = await openStore({ path: ':memory:' });
    commits = [];
  });
  afterEach(async () => {
    vi.useRealTimers();
    await store.close();
  });
  const inbox = () =>
    storeInbox(store, {
      mostWaiting: 100,
      async also(_, { source }) {
        if (source === 'broken') throw new Error('cannot be stored');
        commits.push(source);
      },
    });

  it('stores what comes together in one commit, and one that cannot be stored takes none with it', async () => {
    const box = inbox();

    await Promise.all(['a', 'b', 'c'].map((it) => box.take(delivery(it))));
    const ends = await Promise.allSettled(['d', 'e', 'broken'].map((it) => box.take(delivery(it))));

    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(commits.slice(0, 1)).toEqual(['c']);
    expect(await store.incidents.deliveriesWaiting()).toBe(5);
  });

  it('waits for senders that were answered together, who send again one after the other', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const box = inbox();
    const all = ['a', 'b', 'c', 'd'];
    await Promise.all(all.map((it) => box.take(delivery(it))));

    const again: Promise<void>[] = [];
    for (const it of all) {
      await turn();
      again.push(box.take(delivery(`${it}2`)));
    }
    await Promise.all(again);
    const alone = box.take(delivery('alone'));
    await turn();
    expect(commits).toEqual(['d', 'd2']);

    vi.advanceTimersByTime(2);
    await alone;
    expect(commits).toEqual(['d', 'd2', 'alone']);
  });

  it.each([
    ['eight within half a second', 8, 70, 8 * 70, 250],
    ['seven', 7, 10, 70, 0],
    ['eight within more', 8, 72, 8 * 72, 0],
    ['a rush that is over', 8, 10, 10 + 500, 0],
    ['many after a calm', 20, 30, 20 * 30, 250],
  ])('leaves the processor to a rush: %s', async (_, count, everyMs, lookedAt, pauseMs) => {
    const box = inbox();
    for (let n = 1; n <= count; n++) await box.take(delivery('a', n * everyMs));

    expect(box.rushMs(at(lookedAt))).toBe(pauseMs);
  });
});
