import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { z } from 'zod';
import type { Azure } from '../../src/azure/azure.ts';
import { azureConfig } from '../../src/azure/azure-config.ts';
import { connectAzure } from '../../src/azure/connect-azure.ts';
import { clustersOf } from '../../src/azure/estate.ts';
import { graphKql, kql } from '../../src/azure/kql.ts';
import { promql } from '../../src/azure/promql.ts';
import { type RunningAzure, startAzure } from '../../src/lab/azure/start-azure.ts';
import type { Api } from '../../src/lab/world/faults.ts';
import { createWorld, type World } from '../../src/lab/world/world.ts';
import { type Clock, systemClock } from '../../src/model/clock.ts';
import type { ServiceName } from '../../src/model/origin.ts';

/** The range's Azure and a connection to it, through the SDKs that production uses. */
export interface LabAzure {
  world: World;
  running: RunningAzure;
  connect(signal?: AbortSignal): Azure;
}

const idle = new AbortController();

/** So much later is each test of a range with a clock of its own: Azure's quotas have filled up again. */
const betweenTestsMs = 10_000;

/**
 * One range for all tests of a file; every test begins without faults. It is now there; or, from a moment on, as late in
 * each test as at every run, whatever the hour.
 */
export function useLabAzure(from?: string): () => LabAzure {
  let at = from === undefined ? undefined : Date.parse(from);
  const clock: Clock = { ...systemClock, now: () => (at === undefined ? systemClock.now() : new Date(at)) };
  let lab: LabAzure | undefined;
  beforeAll(async () => {
    const world = createWorld({ now: clock.now() });
    const running = await startAzure({ world, clock });
    const { credential, transport } = running;
    const connection = connectAzure({
      credential,
      transport,
      clock,
      log: pino({ level: 'silent' }),
      config: azureConfig.parse({}),
    });
    lab = { world, running, connect: (signal = idle.signal) => connection.until(signal) };
    // The range's first query loads Microsoft's language service, which takes seconds: no test should pay for it.
    await questions[0]?.ask(lab.connect(), world);
  });
  beforeEach(() => {
    if (at !== undefined) at += betweenTestsMs;
    lab?.running.faults.clear();
  });
  afterAll(() => lab?.running.close());
  return () => {
    if (!lab) throw new Error('the range has not started');
    return lab;
  };
}

/** A plain question to each gateway; the answers are lists, or have one. */
export const questions: { service: ServiceName; api: Api; ask(azure: Azure, world: World): Promise<unknown> }[] = [
  {
    service: 'Log Analytics',
    api: 'log-analytics',
    ask: async (azure, world) => {
      const to = world.clock.now();
      const window = { from: new Date(to.getTime() - 600_000), to };
      const query = kql`KubePodInventory | where Namespace == ${'payments'} | project Name`;
      return (
        await azure.logs.query(
          world.cluster('prod-weu').workspace.customerId,
          query,
          z.object({ Name: z.string() }),
          window,
        )
      ).rows;
    },
  },
  {
    service: 'Resource Graph',
    api: 'resource-graph',
    ask: async (azure) =>
      (await azure.graph.query(graphKql`resources | project name`, z.object({ name: z.string() }))).rows,
  },
  {
    service: 'AKS',
    api: 'aks',
    ask: async (azure, world) => (await azure.aks.cluster(world.cluster('prod-weu').id)).nodePools,
  },
  {
    service: 'Defender for Cloud',
    api: 'defender',
    ask: (azure, world) => azure.defender.alerts(world.cluster('prod-weu').subscription.id),
  },
  { service: 'Container Registry', api: 'registry', ask: (azure) => azure.registry.repositories('contoso.azurecr.io') },
  {
    service: 'Kubernetes API',
    api: 'kubernetes',
    ask: (azure, world) => azure.kubernetes.list(world.cluster('prod-weu').id, 'pods'),
  },
  {
    service: 'Prometheus',
    api: 'prometheus',
    ask: async (azure, world) => {
      const cluster = (await clustersOf(azure)).find(({ name }) => name === 'prod-weu');
      if (!cluster) throw new Error('the range has no prod-weu');
      const to = world.clock.now();
      const window = { from: new Date(to.getTime() - 600_000), to };
      return azure.prometheus.range(cluster, promql`up{cluster=${'prod-weu'}}`, window, 60);
    },
  },
];
