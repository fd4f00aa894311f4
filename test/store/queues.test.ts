import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { budget } from '../../src/store/sends.ts';
import type { Store } from '../../src/store/store.ts';
import { keptFor } from '../../src/store/sweep.ts';
import { onEveryEngine } from './engines.ts';

const start = new Date('2026-11-25T03:00:00Z').getTime();
const at = (ms: number) => new Date(start + ms);
const to = { tenantId: 't1', conversationId: '19:ops', serviceUrl: 'https://teams' };
const card = (text: string) => ({ template: 'test', summary: text, json: { text } });
const message = (subject: string, text = subject, urgency = 5) => ({ to, subject, urgency, card: card(text) });

onEveryEngine((fresh) => {
  let store: Store;
  beforeEach(async () => {
    store = await openStore(await fresh());
  });
  afterEach(() => store.close());
  const put = (...messages: ReturnType<typeof message>[]) =>
    store.together(at(0), async (writing) => {
      for (const it of messages) await writing.putOut(it);
    });
  const want = (key: string, ms = 0, n = 1) =>
    store.together(at(ms), (writing) => writing.enqueue({ task: 'group', key, payload: { n }, runAt: at(ms) }));
  const claim = async (ms: number, lease = 'me') => {
    const lanes = ['urgent', 'usual'] as const;
    const [job] = await store.jobs.claim({ now: at(ms), until: at(ms + 1_000), lease, lanes, most: 1 });
    return job;
  };

  it('gives a job to one worker, when it is due, and no more once it is done', async () => {
    await want('a', 100);

    expect(await claim(99)).toBeUndefined();
    const taken = await Promise.all(Array.from({ length: 5 }, (_, n) => claim(100, `worker ${n}`)));
    const [job] = taken.flatMap((it) => it ?? []);

    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(job).toMatchObject({ task: 'group', key: 'a', payload: { n: 1 }, attempts: 1 });
    if (job) expect(await store.jobs.complete(job)).toBe(true);
    expect(await claim(5_000)).toBeUndefined();
  });

  it('joins what is wanted twice, and does it once more when it was wanted while under way', async () => {
    await want('a', 100, 1);
    await want('a', 50, 2);
    const first = await claim(60);
    await want('a', 70, 3);

    expect(first?.payload).toEqual({ n: 2 });
    if (first) await store.jobs.complete(first);
    expect((await claim(80))?.payload).toEqual({ n: 3 });
    expect(await claim(80)).toBeUndefined();
  });

  it('gives the job of a dead worker to another, whose end counts', async () => {
    await want('a');
    const dead = await claim(0, 'dead');
    const heir = await claim(1_001, 'heir');

    expect(heir).toMatchObject({ key: 'a', attempts: 2 });
    if (dead) expect(await store.jobs.complete(dead)).toBe(false);
    if (heir) expect(await store.jobs.complete(heir)).toBe(true);
  });

  it('keeps nothing of a transaction that failed', async () => {
    const failing = store.together(at(0), async (writing) => {
      await writing.putOut(message('incident/1'));
      throw new Error('no');
    });

    await expect(failing).rejects.toThrow('no');
    expect((await store.outbox.state()).waiting).toBe(0);
  });

  it('replaces an unsent message by the newer one in the same place, urgent ones first', async () => {
    await put(message('incident/1', 'old'), message('incident/2'), message('digest', 'digest', 9));
    await put(message('incident/1', 'new'), message('incident/3', 'critical', 0));

    const order: string[] = [];
    for (let n = 0; n < 5; n++) {
      const next = await store.outbox.next(to, at(n * 1_000));
      if (!next || 'wait' in next) break;
      order.push(next.card.summary);
      await store.outbox.sent(to, next, { ...to, activityId: next.subject }, at(n * 1_000));
    }

    expect(order).toEqual(['critical', 'new', 'incident/2', 'digest']);
    expect(await store.outbox.posted(to, 'incident/3')).toMatchObject({ activityId: 'incident/3' });
  });

  it('keeps a message that was replaced while it was being sent', async () => {
    await put(message('incident/1', 'old'));
    const old = await store.outbox.next(to, at(0));
    await put(message('incident/1', 'new'));
    if (old && !('wait' in old)) await store.outbox.sent(to, old, { ...to, activityId: '1' }, at(0));

    expect(await store.outbox.next(to, at(1_000))).toMatchObject({ card: { summary: 'new' }, mayBeRepeat: false });
  });

  it('marks what may be there already, when its sender died', async () => {
    await put(message('incident/1'));
    await store.outbox.next(to, at(0));

    expect(await store.outbox.next(to, at(60_000))).toMatchObject({ mayBeRepeat: true, attempts: 2 });
  });

  it('lets one sender have a destination at a time, and none a broken one', async () => {
    await put(message('incident/1'));
    const claims = await Promise.all(
      ['a', 'b', 'c'].map((lease) => store.outbox.claim({ now: at(0), until: at(1_000), lease })),
    );

    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await store.outbox.claim({ now: at(1_001), until: at(2_000), lease: 'd' })).toEqual(to);
    await store.outbox.breakDestination(to, { why: 'removed', at: at(1_500) });
    expect(await store.outbox.claim({ now: at(9_000), until: at(9_999), lease: 'e' })).toBeUndefined();
    expect((await store.outbox.state()).broken).toMatchObject([{ conversationId: '19:ops', why: 'removed' }]);
  });

  it('never takes more sends than any window of Teams allows, however they come', async () => {
    const taken: number[] = [];
    await put(...Array.from({ length: 200 }, (_, n) => message(`incident/${n}`)));
    for (let now = 0; taken.length < 90; ) {
      const next = await store.outbox.next(to, at(now));
      if (!next) break;
      if ('wait' in next) {
        now = Math.max(now + 1, next.wait.getTime() - start);
        continue;
      }
      taken.push(now);
      await store.outbox.drop(next);
      now += 13;
    }

    for (const { limit, ms } of budget.conversation)
      for (const [index, first] of taken.entries())
        expect(taken.slice(index).filter((it) => it < first + ms).length, `${limit} in ${ms} ms`).toBeLessThanOrEqual(
          limit,
        );
    expect(taken).toHaveLength(90);
  });

  it('lets go what waited a week for a conversation that takes no messages, and nothing else', async () => {
    const other = { ...to, conversationId: '19:other' };
    await put(message('a'), { ...message('b'), to: other });
    await store.outbox.breakDestination(to, { why: 'removed', at: at(0) });

    await store.sweep(at(keptFor.unsendable));
    expect((await store.outbox.state()).waiting).toBe(2);

    await store.sweep(at(keptFor.unsendable + 1));
    expect((await store.outbox.state()).waiting).toBe(1);
    expect(await store.outbox.next(other, at(keptFor.unsendable + 1))).toMatchObject({ subject: 'b' });
  });
});
