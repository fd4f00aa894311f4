import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SaidWorkload, wantedWorkload } from '../../src/commands/naming/wanted-workload.ts';
import { askOnce } from '../../src/diagnosis/ask-once.ts';
import { startDialogue, type TestDialogue } from './start-dialogue.ts';

let bot: TestDialogue;
beforeAll(async () => {
  bot = await startDialogue();
});
afterAll(() => bot.close());

const find = async (said: SaidWorkload, ...assumed: string[]) => {
  const azure = askOnce(bot.connection.until(new AbortController().signal));
  const clock = { now: () => bot.world.bornAt, after: () => () => {} };
  const { about, located } = await wantedWorkload(said, { azure, clock, assumed: new Set(assumed) });
  if (located.kind !== 'found') return `${about} ${located.kind}`;
  const { cluster, namespace, name } = located.subject;
  return `${cluster.name}/${namespace}/${name}`;
};

describe('where a workload is', () => {
  it('is said by a cluster or a namespace, in any order', async () => {
    expect(await find({ workload: 'payments-api', places: ['prod-weu'] })).toBe('prod-weu/payments/payments-api');
    expect(await find({ workload: 'prod-weu', places: ['payments-api'] })).toBe('prod-weu/payments/payments-api');
    expect(await find({ workload: 'payments-api', places: ['payments'] })).toBe('prod-weu/payments/payments-api');
    expect(await find({ workload: 'payments-api', places: ['payments', 'PROD-WEU'] })).toBe(
      'prod-weu/payments/payments-api',
    );
  });

  it('is a misspelt cluster when two places were said and neither is one', async () => {
    expect(await find({ workload: 'payments-api', places: ['payments', 'prod-wue'] })).toBe('cluster unknown');
    expect(await find({ workload: 'payments-api', namespace: 'payments', places: ['prod-wue'] })).toBe(
      'cluster unknown',
    );
  });

  it('is first what the thread is about, then its cluster, then anywhere', async () => {
    const thread = { cluster: 'prod-weu', namespace: 'payments' };

    expect(await find({ workload: 'payments-api', ...thread }, 'cluster', 'namespace')).toBe(
      'prod-weu/payments/payments-api',
    );
    expect(await find({ workload: 'checkout-api', ...thread }, 'cluster', 'namespace')).toBe(
      'prod-weu/shop/checkout-api',
    );
    expect(
      await find({ workload: 'checkout-api', cluster: 'dev-neu', namespace: 'payments' }, 'cluster', 'namespace'),
    ).toBe('workload ambiguous');
  });

  it('is in the assumed cluster, where only the namespace was said, and the other way round', async () => {
    const channel = { cluster: 'prod-weu', namespace: 'payments' };

    expect(await find({ workload: 'checkout-api', places: ['shop'], ...channel }, 'cluster', 'namespace')).toBe(
      'prod-weu/shop/checkout-api',
    );
    expect(await find({ workload: 'checkout-api', places: ['staging-weu'], ...channel }, 'cluster', 'namespace')).toBe(
      'staging-weu/shop/checkout-api',
    );
    expect(await find({ workload: 'payments-api', places: ['prod-weu'], ...channel }, 'cluster', 'namespace')).toBe(
      'prod-weu/payments/payments-api',
    );
  });

  it('is nowhere else when it was said', async () => {
    expect(await find({ workload: 'checkout-api', cluster: 'prod-weu', namespace: 'payments' })).toBe(
      'workload ambiguous',
    );
    expect(await find({ workload: 'payments-api', cluster: 'prod-wue' })).toBe('cluster unknown');
  });
});
