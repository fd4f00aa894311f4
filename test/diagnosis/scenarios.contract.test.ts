import { expect, it } from 'vitest';
import { diagnose, judge, rulesFor } from '../../src/diagnosis/diagnose.ts';
import { locateWorkload } from '../../src/diagnosis/locate-workload.ts';
import { cpuThrottling } from '../../src/lab/scenarios/cpu-throttling.ts';
import { cronjobSuspended } from '../../src/lab/scenarios/cronjob-suspended.ts';
import { diskPressure } from '../../src/lab/scenarios/disk-pressure.ts';
import { failedRollout } from '../../src/lab/scenarios/failed-rollout.ts';
import { jobFailed } from '../../src/lab/scenarios/job-failed.ts';
import { kedaPaused } from '../../src/lab/scenarios/keda-paused.ts';
import { limitRangeRefusal } from '../../src/lab/scenarios/limit-range-refusal.ts';
import { networkDelay } from '../../src/lab/scenarios/network-delay.ts';
import { nodeNetworkDelay } from '../../src/lab/scenarios/node-network-delay.ts';
import { nodePacketLoss } from '../../src/lab/scenarios/node-packet-loss.ts';
import { nodePoolAtMaximum } from '../../src/lab/scenarios/node-pool-at-maximum.ts';
import { oomAtStart } from '../../src/lab/scenarios/oom-at-start.ts';
import { oomInitContainer } from '../../src/lab/scenarios/oom-init-container.ts';
import { oomLeak } from '../../src/lab/scenarios/oom-leak.ts';
import { oomLowLimit } from '../../src/lab/scenarios/oom-low-limit.ts';
import { oomNoLimit } from '../../src/lab/scenarios/oom-no-limit.ts';
import { oomSandbox } from '../../src/lab/scenarios/oom-sandbox.ts';
import { oomSpike } from '../../src/lab/scenarios/oom-spike.ts';
import { pendingAffinity } from '../../src/lab/scenarios/pending-affinity.ts';
import { pendingAntiAffinity } from '../../src/lab/scenarios/pending-anti-affinity.ts';
import { pendingCpu } from '../../src/lab/scenarios/pending-cpu.ts';
import { pendingTaint } from '../../src/lab/scenarios/pending-taint.ts';
import { pendingVolume } from '../../src/lab/scenarios/pending-volume.ts';
import { probeWrongPort } from '../../src/lab/scenarios/probe-wrong-port.ts';
import { quotaRefusal } from '../../src/lab/scenarios/quota-refusal.ts';
import { recovered } from '../../src/lab/scenarios/recovered.ts';
import { calm } from '../../src/lab/world/world.ts';
import { changesIn } from '../../src/model/finding.ts';
import { useLabAzure } from '../contract/lab-azure.ts';
import { healedTwin } from './healed/healed-twin.ts';
import { isLasting } from './healed/lasting.ts';

// Minutes at which the scatter of latencies before a trouble looks most like a rise of its own.
const lab = useLabAzure('2026-11-29T12:31:51Z');

interface Told {
  scenario: { apply(world: ReturnType<typeof lab>['world']): void };
  cluster?: string;
  name: string;
  code: string;
  says?: string;
  /** Title of the change that is suggested. */
  button?: string;
}

const cases: Told[] = [
  {
    scenario: oomLowLimit,
    name: 'payments-api',
    code: 'oom-limit-too-low',
    says: 'more than its 256 MiB',
    button: 'Raise the limit to 384 MiB',
  },
  { scenario: oomLeak, name: 'ledger', code: 'oom-leak', says: 'in a straight line to its limit of 768 MiB' },
  {
    scenario: oomSpike,
    name: 'fraud-score',
    code: 'oom-spike',
    says: 'more than its 1024 MiB within seconds',
    button: 'Raise the limit to 1536 MiB',
  },
  {
    scenario: oomAtStart,
    name: 'cart',
    code: 'oom-at-start',
    says: 'the revision before had 256 MiB',
    button: 'Raise the limit to 256 MiB',
  },
  { scenario: oomInitContainer, name: 'payments-api', code: 'oom-init-container', says: 'Init container migrate' },
  { scenario: oomSandbox, name: 'cart', code: 'oom-sandbox', says: 'before it starts' },
  { scenario: oomNoLimit, name: 'report-builder', code: 'oom-no-limit', says: 'has no memory limit' },
  {
    scenario: failedRollout,
    name: 'storefront',
    code: 'rollout-stuck',
    says: '5.2.0 -> contoso.azurecr.io/storefront:5.3.0',
    button: 'Roll back to the revision before',
  },
  { scenario: cronjobSuspended, name: 'db-backup', code: 'cron-job-suspended', says: 'last started' },
  { scenario: jobFailed, name: 'db-backup', code: 'job-failed', says: 'BackoffLimitExceeded' },
  { scenario: probeWrongPort, name: 'checkout-api', code: 'readiness-probe-port-wrong', says: 'wrong port 8081' },
  { scenario: recovered, name: 'payments-api', code: 'nothing-wrong-now', says: 'Nothing is wrong now' },
  { scenario: pendingCpu, cluster: 'prod-weu', name: 'search-indexer', code: 'cpu-request-does-not-fit' },
  { scenario: nodePoolAtMaximum, name: 'search-indexer', code: 'node-pool-at-maximum', says: 'its maximum of nodes' },
  { scenario: kedaPaused, name: 'search-indexer', code: 'keda-paused', says: 'held at' },
  { scenario: diskPressure, name: 'cart', code: 'node-disk-full', says: 'has evicted 1 pod' },
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
  { scenario: cpuThrottling, name: 'catalog-search', code: 'cpu-limit-throttles', says: 'its CPU limit of 1.5 cores' },
  {
    scenario: networkDelay,
    cluster: 'prod-weu',
    name: 'checkout-api',
    code: 'workload-network-delay',
    says: 'payments-api, checkout-api and storefront wait for it',
  },
  {
    scenario: nodeNetworkDelay,
    cluster: 'prod-weu',
    name: 'storefront',
    code: 'node-network-delay',
    says: 'delays packets',
  },
  {
    scenario: nodePacketLoss,
    cluster: 'prod-weu',
    name: 'storefront',
    code: 'node-packet-loss',
    says: 'loses packets',
  },
  { scenario: quotaRefusal, cluster: 'prod-weu', name: 'catalog-search', code: 'quota-memory-used-up' },
];

/** Every fourth one; all of them by `npm run soak -- scenarios`. What the rules make of each is in their own tests as well. */
const asked = cases.filter((_, n) => process.env.EVERY_SCENARIO !== undefined || n % 4 === 0);

it.each(asked)(
  'tells $code of $name, read over the wire, and that nothing is wrong once it is over',
  async ({ scenario, cluster = 'prod-weu', name, code, says = '', button }) => {
    scenario.apply(lab().world);
    const azure = lab().connect();
    const located = await locateWorkload(azure, { name, cluster });
    if (located.kind !== 'found') throw new Error(`${name} is ${located.kind}`);
    const to = lab().world.clock.now();
    const window = { from: new Date(to.getTime() - 24 * 3_600_000), to };

    const { findings, evidence } = await diagnose(azure, located.subject, undefined, window);

    expect(findings[0]?.code, findings.map((it) => `${it.code} ${it.confidence} ${it.sentence}`).join('\n')).toBe(code);
    expect(findings[0]?.sentence).toContain(says);
    expect(changesIn(findings[0]?.suggestions ?? []).map(({ title }) => title)).toEqual(button ? [button] : []);
    if (isLasting({ code, sentence: says })) return;
    // Memory may take hours to fill again.
    for (const minutes of /^oom/.test(code) ? [1_440] : [11, 60, 1_440]) {
      const twin = healedTwin(Object.fromEntries(evidence), minutes, to);
      const [first] = judge(rulesFor(undefined), twin, located.subject, to);
      expect(first?.code, `${minutes} minutes after ${code}: ${first?.sentence}`).toMatch(/^nothing/);
    }
  },
  60_000,
);

it('tells a delay that is older than an hour, of a workload that is called slow, and since when', async () => {
  const { world, connect } = lab();
  calm(world);
  const to = world.clock.now();
  const since = new Date(to.getTime() - 150 * 60_000);
  for (const pod of world.cluster('prod-weu').pods.filter((it) => it.workload.name === 'ledger'))
    pod.network = { since, delayMs: 800 };
  const located = await locateWorkload(connect(), { name: 'checkout-api', cluster: 'prod-weu' });
  if (located.kind !== 'found') throw new Error(`checkout-api is ${located.kind}`);
  const window = { from: new Date(to.getTime() - 24 * 3_600_000), to };

  const { findings } = await diagnose(connect(), located.subject, 'Slow', window);

  expect(findings[0]).toMatchObject({ code: 'workload-network-delay', about: { name: 'ledger' } });
  expect(findings[0]?.sentence).toMatch(/are delayed since 10:0\d UTC/);
}, 60_000);
