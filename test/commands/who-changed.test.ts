import { afterAll, beforeAll, expect, it } from 'vitest';
import { actor, startDialogue, type TestDialogue, textOf } from './start-dialogue.ts';

let bot: TestDialogue;
beforeAll(async () => {
  bot = await startDialogue();
  const change = (place: object, n: number) => ({
    ...{ at: new Date('2026-11-25T11:00:00Z'), actor: actor('bob'), what: 'change:succeeded', requestId: 'r' },
    ...{ detail: `Change ${n}: raise the memory limit of payments-api`, outcome: 'done' as const },
    facts: { change: n, place, correlationId: `c-${n}` },
  });
  await bot.store.audit(change({ cluster: 'prod-weu', namespace: 'payments' }, 12));
  await bot.store.audit(change({ cluster: 'prod-other', namespace: 'payments' }, 13));
  await bot.store.audit(change({ cluster: 'prod-weu', namespace: 'other' }, 14));
});
afterAll(() => bot.close());

it('tells who changed a workload on one line of time, by all its sources, and nothing of other places', async () => {
  const { card } = await bot.ask('who changed payments-api in prod-weu', 'vera');
  const text = textOf(card.json);

  expect(text).toMatch(/payments-api: \d+ changes in the last 7 days/);
  expect(text).toMatch(/bob.*Change 12.*correlation c-12.*rollout|rollout.*bob.*correlation c-12/s);
  expect(text).toContain('image of container api');
  expect(text).not.toMatch(/c-13|c-14|redacted/);
});

it('names each source that could not be read', async () => {
  bot.azure.faults.set('log-analytics', { status: 403 });
  bot.azure.faults.set('arm', { status: 403, match: /eventtypes/ });

  const text = textOf((await bot.ask('who changed payments-api in prod-weu', 'vera')).card.json);
  bot.azure.faults.clear();

  expect(text).toContain('writes in the AKS audit log');
  expect(text).toContain('changes of the cluster over ARM');
});

it('takes how far back it looks', async () => {
  const { card } = await bot.ask('who changed payments-api since=30m in prod-weu', 'vera');

  expect(textOf(card.json)).toContain('in the last 30 min');
  expect(textOf(card.json)).not.toContain('c-12');
});
