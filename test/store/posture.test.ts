import { afterEach, beforeEach, expect, it } from 'vitest';
import type { KeptPosture } from '../../src/model/known-finding.ts';
import type { PostureDay } from '../../src/model/posture-score.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { keptFor } from '../../src/store/sweep.ts';
import { onEveryEngine } from './engines.ts';

const start = new Date('2026-11-25T03:00:00Z').getTime();
const at = (ms: number) => new Date(start + ms);
const kept = (name: string, more: Partial<KeptPosture> = {}): KeptPosture => ({
  resource: {
    id: `/Subscriptions/s/${name}`,
    type: 't',
    name,
    subscriptionId: 's',
    resourceGroup: 'g',
    location: 'weu',
  },
  ...{ firstAt: at(0), readAt: at(0), turns: { check: 'fm8x0' }, found: [] },
  ...more,
});
const day = (date: string, ms: number): PostureDay => ({
  ...{ day: date, at: at(ms), practices: { a: 50.5 }, resources: 2 },
  score: { percent: 50, atBest: 60, counts: { fail: 1, pass: 1, unread: 0, 'not-applicable': 0, excepted: 0 } },
});

onEveryEngine((fresh) => {
  let store: Store;
  beforeEach(async () => {
    store = await openStore(await fresh());
  });
  afterEach(() => store.close());
  const put = (...those: KeptPosture[]) => store.together(at(0), (writing) => writing.posture.put(those));

  it('gives back what was kept of resources, by their ids in any letters, and forgets those that are gone', async () => {
    const found = {
      check: 'check',
      practice: 'p',
      title: 't',
      severity: 'High',
      standing: 'fail',
      sentence: 's',
    } as const;
    const one = kept('One', { closelyAt: at(5), found: [{ ...found, at: at(5), step: { text: 'do' } }] });
    await put(one, kept('two'));
    await put(kept('two', { readAt: at(9), firstAt: at(9) }));

    expect(await store.posture.keptOf('/SUBSCRIPTIONS/S/one')).toEqual(one);
    expect((await store.posture.kept()).get('/subscriptions/s/two')).toEqual(kept('two', { readAt: at(9) }));
    await store.together(at(9), (writing) => writing.posture.forget(at(1)));
    expect([...(await store.posture.kept()).keys()]).toEqual(['/subscriptions/s/two']);
    expect(await store.posture.keptOf(one.resource.id)).toBeUndefined();
  });

  it('keeps one score a day, the newest days first to be shown, for longer than a year', async () => {
    await store.together(at(0), async (writing) => {
      await writing.posture.putDay(day('2026-11-24', 0));
      await writing.posture.putDay(day('2026-11-25', 1));
      await writing.posture.putDay(day('2026-11-25', 2));
    });

    expect(await store.posture.days(9)).toEqual([day('2026-11-24', 0), day('2026-11-25', 2)]);
    expect(await store.posture.days(1)).toEqual([day('2026-11-25', 2)]);
    await store.sweep(at(keptFor.postureDays + 1));
    expect(await store.posture.days(9)).toEqual([day('2026-11-25', 2)]);
  });

  it('remembers how the last reading went', async () => {
    const reading = { startedAt: at(0), finishedAt: at(1), failure: { at: at(2), why: 'w', next: 'n' } };
    expect(await store.posture.reading()).toBeUndefined();
    await store.together(at(2), (writing) => writing.posture.setReading(reading, at(2)));

    expect(await store.posture.reading()).toEqual(reading);
  });
});
