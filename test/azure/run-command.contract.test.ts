import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Azure } from '../../src/azure/azure.ts';
import { azureConfig } from '../../src/azure/azure-config.ts';
import { connectAzure } from '../../src/azure/connect-azure.ts';
import { pods } from '../../src/evidence/index.ts';
import { type RunningAzure, startAzure } from '../../src/lab/azure/start-azure.ts';
import { createWorld, type World } from '../../src/lab/world/world.ts';
import { systemClock } from '../../src/model/clock.ts';
import { manifest } from '../../src/monitoring/views/manifest.ts';

let world: World;
let running: RunningAzure;
beforeAll(async () => {
  world = createWorld({ now: new Date() });
  running = await startAzure({ world, clock: systemClock });
});
beforeEach(() => {
  running.faults.clear();
  running.faults.set('kubernetes', { reset: true });
  running.requests.clear();
});
afterAll(() => running.close());

const connect = (runCommand: boolean): Azure => {
  const { credential, transport } = running;
  const config = azureConfig.parse({ runCommand });
  const log = pino({ level: 'silent' });
  return connectAzure({ credential, transport, clock: systemClock, log, config }).until(new AbortController().signal);
};
const id = () => world.cluster('prod-weu').id;
const commands = () =>
  running.requests.all().filter(({ method, path }) => method === 'POST' && /runcommand$/i.test(path));

describe('a cluster whose API server is out of reach', () => {
  it('is listed by run command where that is allowed: one command for many kinds, long lists apart', async () => {
    const { kubernetes } = connect(true);

    const [podList, services, deployments, quotas] = await Promise.all([
      kubernetes.list(id(), 'pods', 'payments'),
      kubernetes.list(id(), 'services', 'payments'),
      kubernetes.list(id(), 'deployments', 'payments'),
      kubernetes.list(id(), 'resourcequotas', 'payments'),
    ]);

    expect(podList.filter(({ metadata }) => metadata?.name?.startsWith('payments-api-'))).toHaveLength(3);
    expect(podList[0]?.metadata?.creationTimestamp).toBeInstanceOf(Date);
    expect(services.map(({ metadata }) => metadata?.name)).toContain('payments-api');
    expect(deployments.map(({ metadata }) => metadata?.name)).toContain('payments-api');
    expect(quotas).toBeInstanceOf(Array);
    expect(commands()).toHaveLength(2);
    expect(kubernetes.wayTo(id())).toBe('by run command');
  });

  it('says in its evidence how it was read', async () => {
    const subject = {
      cluster: { ...world.cluster('prod-weu') },
      kind: 'Namespace',
      namespace: 'payments',
      name: 'payments',
    };
    const window = { from: new Date(Date.now() - 3_600_000), to: new Date() };

    const { source } = await pods.collect(connect(true), subject as never, window);

    expect(source).toEqual({ service: 'Kubernetes API', detail: 'pods in payments by run command' });
  });

  it('tells its logs by one command, this life and the one before, and what has none', async () => {
    const { kubernetes } = connect(true);
    const podList = await kubernetes.list(id(), 'pods', 'payments');
    const [name = ''] = podList.flatMap((it) =>
      it.metadata?.name?.startsWith('payments-api-') ? it.metadata.name : [],
    );
    const pod = { namespace: 'payments', name, container: 'api' };
    running.requests.clear();

    const [now, before, none] = await Promise.allSettled([
      kubernetes.log(id(), pod, { previous: false, tailLines: 20 }),
      kubernetes.log(id(), pod, { previous: true, tailLines: 20 }),
      kubernetes.log(id(), { ...pod, name: 'gone-1' }, { previous: false, tailLines: 20 }),
    ]);

    expect(now).toMatchObject({ status: 'fulfilled', value: expect.stringContaining('\n') });
    expect(before).toMatchObject({ status: 'fulfilled' });
    expect(none).toMatchObject({ status: 'rejected', reason: { reason: 'not-found' } });
    expect(commands()).toHaveLength(1);
    await expect(
      kubernetes.log(id(), { ...pod, name: '$(id)' }, { previous: false, tailLines: 20 }),
    ).rejects.toMatchObject({ reason: 'refused' });
  });

  it('shows one object, also one that lives in no namespace, and says when there is none', async () => {
    const azure = connect(true);
    const { kubernetes } = azure;
    const [node] = world.cluster('prod-weu').nodes;
    const deployment = {
      cluster: world.cluster('prod-weu'),
      namespace: 'payments',
      kind: 'Deployment',
      name: 'payments-api',
    };

    const [shown, itself, none] = await Promise.all([
      manifest(azure, deployment as never, { withStatus: false, now: new Date() }),
      kubernetes.object(id(), 'nodes', node?.name ?? ''),
      kubernetes.object(id(), 'deployments', 'none-such', 'payments'),
    ]);

    expect(shown?.lines.value).toContain('  name: payments-api');
    expect(shown?.lines.source.detail).toBe('deployments in payments by run command');
    expect(itself?.metadata?.creationTimestamp).toBeInstanceOf(Date);
    expect(none).toBeUndefined();
  });

  it('is left alone where it is not allowed, and in a search of everything', async () => {
    await expect(connect(false).kubernetes.list(id(), 'pods', 'payments')).rejects.toMatchObject({
      reason: 'unreachable',
    });
    await expect(connect(true).kubernetes.list(id(), 'deployments')).rejects.toMatchObject({ reason: 'unreachable' });

    expect(commands()).toEqual([]);
  });

  it('never has a namespace in a command that is no name', async () => {
    const { kubernetes } = connect(true);

    await expect(kubernetes.list(id(), 'pods', 'x; rm -rf /')).rejects.toMatchObject({ reason: 'refused' });
    expect(commands()).toEqual([]);
  });
});
