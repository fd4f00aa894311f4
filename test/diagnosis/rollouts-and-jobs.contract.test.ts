import { expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { locateWorkload } from '../../src/diagnosis/locate-workload.ts';
import { cronjobSuspended } from '../../src/lab/scenarios/cronjob-suspended.ts';
import { failedRollout } from '../../src/lab/scenarios/failed-rollout.ts';
import { jobFailed } from '../../src/lab/scenarios/job-failed.ts';
import { probeWrongPort } from '../../src/lab/scenarios/probe-wrong-port.ts';
import { recovered } from '../../src/lab/scenarios/recovered.ts';
import { useLabAzure } from '../contract/lab-azure.ts';

const lab = useLabAzure();

it.each([
  {
    scenario: failedRollout,
    name: 'storefront',
    code: 'rollout-stuck',
    says: '5.2.0 -> contoso.azurecr.io/storefront:5.3.0',
  },
  { scenario: cronjobSuspended, name: 'db-backup', code: 'cron-job-suspended', says: 'last started' },
  { scenario: jobFailed, name: 'db-backup', code: 'job-failed', says: 'BackoffLimitExceeded' },
  { scenario: probeWrongPort, name: 'checkout-api', code: 'readiness-probe-port-wrong', says: 'wrong port 8081' },
  { scenario: recovered, name: 'payments-api', code: 'nothing-wrong-now', says: 'Nothing is wrong now' },
])(
  'tells $code of $name, read over the wire',
  async ({ scenario, name, code, says }) => {
    scenario.apply(lab().world);
    const azure = lab().connect();
    const located = await locateWorkload(azure, { name, cluster: 'prod-weu' });
    if (located.kind !== 'found') throw new Error(`${name} is ${located.kind}`);
    const to = lab().world.clock.now();
    const window = { from: new Date(to.getTime() - 24 * 3_600_000), to };

    const { findings } = await diagnose(azure, located.subject, undefined, window);

    expect(findings[0]?.code, findings.map((it) => `${it.code} ${it.confidence} ${it.sentence}`).join('\n')).toBe(code);
    expect(findings[0]?.sentence).toContain(says);
  },
  60_000,
);
