import { describe, expect, it } from 'vitest';
import { fill } from '../../src/commands/answering/fill.ts';
import { clusterHealth, scanImage, why } from '../../src/commands/index.ts';

const thread = { cluster: 'prod-weu', namespace: 'payments', workload: 'payments-api' };

describe('what is not said', () => {
  it('comes from the thread', () => {
    const { input, assumed } = fill(why, { symptom: 'OOMKilled' }, thread, {});

    expect(input).toEqual({ symptom: 'OOMKilled', ...thread });
    expect([...assumed].sort()).toEqual(['cluster', 'namespace', 'workload']);
  });

  it('comes from the channel where the thread knows nothing', () => {
    const { input } = fill(why, { workload: 'ledger' }, {}, { cluster: 'prod-neu', namespace: 'payments' });

    expect(input).toEqual({ workload: 'ledger', cluster: 'prod-neu', namespace: 'payments' });
  });

  it('never replaces what was said', () => {
    const { input, assumed } = fill(why, { workload: 'ledger', cluster: 'prod-weu', namespace: 'shop' }, thread, {});

    expect(input).toEqual({ workload: 'ledger', cluster: 'prod-weu', namespace: 'shop' });
    expect([...assumed]).toEqual([]);
  });

  it('takes no namespace from another cluster', () => {
    expect(fill(why, { workload: 'ledger', cluster: 'prod-neu' }, thread, {}).input).toEqual({
      workload: 'ledger',
      cluster: 'prod-neu',
    });
    expect(fill(why, { workload: 'ledger' }, { cluster: 'prod-neu' }, thread).input).toEqual({
      workload: 'ledger',
      cluster: 'prod-neu',
    });
  });

  it('fits the command: the cluster for its health, the image or the workload for a scan', () => {
    expect(fill(clusterHealth, {}, thread, {}).input).toEqual({ cluster: 'prod-weu' });
    expect(fill(scanImage, {}, { ...thread, image: 'contoso.azurecr.io/ledger:2' }, {}).input).toMatchObject({
      image: 'contoso.azurecr.io/ledger:2',
    });
    expect(fill(scanImage, {}, thread, {}).input).toEqual(thread);
  });
});
