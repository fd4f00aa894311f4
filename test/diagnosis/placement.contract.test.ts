import { expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { locateWorkload } from '../../src/diagnosis/locate-workload.ts';
import { limitRangeRefusal } from '../../src/lab/scenarios/limit-range-refusal.ts';
import { pendingAffinity } from '../../src/lab/scenarios/pending-affinity.ts';
import { pendingAntiAffinity } from '../../src/lab/scenarios/pending-anti-affinity.ts';
import { pendingCpu } from '../../src/lab/scenarios/pending-cpu.ts';
import { pendingTaint } from '../../src/lab/scenarios/pending-taint.ts';
import { pendingVolume } from '../../src/lab/scenarios/pending-volume.ts';
import { quotaRefusal } from '../../src/lab/scenarios/quota-refusal.ts';
import { useLabAzure } from '../contract/lab-azure.ts';

const lab = useLabAzure();

it.each([
  { scenario: pendingCpu, cluster: 'prod-weu', name: 'search-indexer', code: 'cpu-request-does-not-fit' },
  { scenario: pendingAffinity, cluster: 'prod-weu', name: 'fraud-score', code: 'node-affinity-matches-no-node' },
  {
    scenario: pendingAntiAffinity,
    cluster: 'staging-weu',
    name: 'checkout-api',
    code: 'pod-anti-affinity-unsatisfiable',
  },
  { scenario: pendingTaint, cluster: 'staging-weu', name: 'storefront', code: 'taint-not-tolerated' },
  { scenario: pendingVolume, cluster: 'prod-weu', name: 'invoice-printer', code: 'claim-storage-class-wrong' },
  { scenario: limitRangeRefusal, cluster: 'prod-weu', name: 'ledger', code: 'admission-denied' },
  { scenario: quotaRefusal, cluster: 'prod-weu', name: 'catalog-search', code: 'quota-memory-used-up' },
])(
  '$name in $cluster: $code, read over the wire',
  async ({ scenario, cluster, name, code }) => {
    scenario.apply(lab().world);
    const azure = lab().connect();
    const located = await locateWorkload(azure, { name, cluster });
    if (located.kind !== 'found') throw new Error(`${name} is ${located.kind}`);
    const to = new Date();

    const { findings, evidence } = await diagnose(azure, located.subject, undefined, {
      from: new Date(to.getTime() - 3_600_000),
      to,
    });

    expect(findings[0]?.code, findings.map((it) => `${it.confidence} ${it.sentence}`).join('\n')).toBe(code);
    expect(evidence.get('podsElsewhere')).toBeDefined();
  },
  60_000,
);
