import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { startWorker } from '../../src/store/worker.ts';
import { createDrivenClock } from '../teams/driven-clock.ts';
import { onEveryEngine } from './engines.ts';

const log = pino({ level: 'silent' });

onEveryEngine((fresh) => {
  let store: Store;
  const clock = createDrivenClock();
  const later = (ms: number) => new Date(clock.now().getTime() + ms);
  beforeEach(async () => {
    store = await openStore(await fresh());
  });
  afterEach(() => store.close());
  const want = (n: number) =>
    store.together(clock.now(), (writing) =>
      writing.enqueue({ task: 'long', key: 'a', payload: { n }, runAt: clock.now() }),
    );
  const claim = async (now: Date) =>
    (
      await store.jobs.claim({ now, until: new Date(now.getTime() + 1_000), lease: 'other', lanes: ['usual'], most: 1 })
    )[0];

  it('keeps work with the one who is still at it, and has it done again when it hangs', async () => {
    const ends: (() => void)[] = [];
    let isOver = false;
    const long = () => (isOver ? Promise.resolve() : new Promise<void>((resolve) => void ends.push(resolve)));
    await want(1);
    const worker = startWorker({ store, clock, log, tasks: { long } });
    await expect.poll(() => ends.length, { timeout: 15_000 }).toBe(1);

    for (let s = 0; s < 60; s += 5) {
      await clock.advance(5_000);
      await store.together(clock.now(), async () => undefined);
    }
    expect(await claim(clock.now())).toBeUndefined();
    expect(await claim(later(19_000))).toBeUndefined();

    await clock.advance(200_000);
    const looked = async () => {
      await clock.advance(6_000);
      return ends.length;
    };
    await expect.poll(looked, { timeout: 15_000 }).toBeGreaterThan(1);
    // On a busy machine it may hang a third time by now: whatever begins from here on ends at once.
    isOver = true;
    for (const end of ends) end();
    await worker.close();
    expect(await claim(later(60_000))).toBeUndefined();
  });

  it('counts the tries of what is wanted now, not of what it took the place of', async () => {
    await want(1);
    for (const attempts of [1, 2, 3]) {
      const job = await claim(clock.now());
      expect(job).toMatchObject({ attempts });
      if (job) await store.jobs.fail(job, { runAt: clock.now(), error: 'no' });
    }

    await want(1);
    const same = await claim(clock.now());
    expect(same).toMatchObject({ attempts: 4 });
    await want(2);
    if (same) await store.jobs.fail(same, { runAt: clock.now(), error: 'no' });

    expect(await claim(clock.now())).toMatchObject({ payload: { n: 2 }, attempts: 1 });
  });
});
