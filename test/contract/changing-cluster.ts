import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Azure } from '../../src/azure/azure.ts';
import { azureConfig } from '../../src/azure/azure-config.ts';
import { connectAzure } from '../../src/azure/connect-azure.ts';
import type { KubernetesKinds } from '../../src/azure/kubernetes.ts';
import { type RunningAzure, startAzure } from '../../src/lab/azure/start-azure.ts';
import { calm, createWorld } from '../../src/lab/world/world.ts';
import { systemClock } from '../../src/model/clock.ts';

/** The moment at which each test begins. */
export const begin = new Date('2026-11-25T12:00:30Z');

/** One cluster of the range that tests change, over a clock of its own; each test begins with it as it was. */
export function useChangingCluster() {
  let now = begin;
  const clock = { now: () => now, after: systemClock.after };
  const world = createWorld({ now: begin, quiet: true });
  let running: RunningAzure;
  let azure: Azure;
  const id = world.cluster('prod-weu').id;
  beforeAll(async () => {
    running = await startAzure({ world, clock });
    const { credential, transport } = running;
    const log = pino({ level: 'silent' });
    const connection = connectAzure({ credential, transport, clock, log, config: azureConfig.parse({}) });
    azure = connection.until(new AbortController().signal);
  });
  beforeEach(() => {
    now = begin;
    calm(world);
    running.requests.clear();
  });
  afterAll(() => running.close());

  /** The object of "namespace/name", or "name". */
  async function read<K extends keyof KubernetesKinds>(kind: K, path: string): Promise<KubernetesKinds[K]> {
    const [name = '', namespace] = path.split('/').reverse();
    const found = await azure.kubernetes.object(id, kind, name, namespace);
    if (!found) throw new Error(`no ${kind} ${path}`);
    return found;
  }
  return {
    world,
    id,
    read,
    get running() {
      return running;
    },
    get azure() {
      return azure;
    },
    later: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
    /** Pods that carry a workload's label and are not being deleted. */
    podsOf: async (path: string) => {
      const [namespace = '', name = ''] = path.split('/');
      const all = await azure.kubernetes.list(id, 'pods', namespace);
      return all.filter((it) => it.metadata?.labels?.app === name && !it.metadata.deletionTimestamp);
    },
    /** Patches an object as it is now. */
    patch: async (
      kind: 'deployments' | 'statefulsets' | 'nodes' | 'pods',
      path: string,
      body: object,
      more: object = {},
    ) => {
      const [name = '', namespace] = path.split('/').reverse();
      const resourceVersion = versionOf(await read(kind, path));
      const options = { type: 'strategic-merge', resourceVersion, dryRun: false, ...more } as const;
      return azure.change.kubernetes.patch(id, kind, { name, namespace }, body, options);
    },
  };
}

/** The version of an object that was read. */
export function versionOf(it: { metadata?: { resourceVersion?: string } }): string {
  return it.metadata?.resourceVersion ?? '';
}
