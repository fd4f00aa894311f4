import { pino } from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import { azureConfig } from '../../../src/azure/azure-config.ts';
import { connectAzure } from '../../../src/azure/connect-azure.ts';
import { clustersOf } from '../../../src/azure/estate.ts';
import { firingAlerts } from '../../../src/evidence/firing-alerts.ts';
import { startAzure } from '../../../src/lab/azure/start-azure.ts';
import { alertStorm } from '../../../src/lab/scenarios/alert-storm.ts';
import { createWorld } from '../../../src/lab/world/world.ts';
import { systemClock } from '../../../src/model/clock.ts';
import { noon } from './given-azure.ts';

const world = createWorld({ now: noon, quiet: true });
alertStorm.apply(world);
const clock = { now: () => noon, after: systemClock.after };
const running = await startAzure({ world, clock, warm: true });
const { credential, transport } = running;
const log = pino({ level: 'silent' });
const azure = connectAzure({ credential, transport, clock, log, config: azureConfig.parse({}) }).until(
  AbortSignal.timeout(60_000),
);
afterAll(() => running.close());

describe('a storm of alerts', () => {
  it('comes whole through Resource Graph and Defender, page by page, within seconds', async () => {
    const cluster = (await clustersOf(azure)).find((it) => it.name === 'prod-weu');
    if (!cluster) throw new Error('The range has no prod-weu.');
    const window = { from: new Date(noon.getTime() - 3_600_000), to: noon };
    const begun = performance.now();

    const alerts = await firingAlerts.collect(
      azure,
      { kind: 'Cluster', cluster, namespace: '', name: cluster.name },
      window,
    );

    const count = (service: string) => alerts.value.filter((it) => it.service === service).length;
    expect([count('Azure Monitor'), count('Defender for Cloud')]).toEqual([10_000, 1_000]);
    expect(performance.now() - begun).toBeLessThan(8_000);
  });
});
