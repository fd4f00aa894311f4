import { describe, expect, it } from 'vitest';
import { questions, useLabAzure } from './lab-azure.ts';

const lab = useLabAzure();

describe.each(questions)('$service over HTTP', ({ service, api, ask }) => {
  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [504, 'timeout'],
  ])('refuses with %i, once, and it is "%s"', async (status, reason) => {
    const { running, world, connect } = lab();
    running.faults.set(api, { status });
    running.requests.clear();

    await expect(ask(connect(), world)).rejects.toMatchObject({ name: 'UpstreamError', service, reason, status });

    // A 401 may mean an old kubeconfig, or be a registry's challenge: each is tried once more.
    const asked = running.requests.all().filter((request) => request.api === api);
    expect(asked).toHaveLength(['kubernetes', 'registry'].includes(api) && status === 401 ? 2 : 1);
  });

  it('is throttled for longer than anyone waits, and says how long', async () => {
    const { running, world, connect } = lab();
    running.faults.set(api, { status: 429, retryAfterSeconds: 30 });

    await expect(ask(connect(), world)).rejects.toMatchObject({ reason: 'throttled', retryAfterMs: 30_000 });
  });

  it.each([
    ['throttled for a second', { status: 429, retryAfterSeconds: 1, times: 1 }],
    ['throttled without a time', { status: 429, times: 1 }],
    ['away for a moment', { status: 503, times: 1 }],
  ])('is %s, and answers the second time', async (_, fault) => {
    const { running, world, connect } = lab();
    running.faults.set(api, fault);

    await expect(ask(connect(), world)).resolves.toBeInstanceOf(Array);
  });

  it('is away for good after three tries', async () => {
    const { running, world, connect } = lab();
    running.faults.set(api, { status: 503 });

    await expect(ask(connect(), world)).rejects.toMatchObject({ service, reason: 'unavailable', status: 503 });
  });

  it('never answers, and the deadline ends it', async () => {
    const { running, world, connect } = lab();
    await ask(connect(), world);
    running.faults.set(api, { hang: true });

    await expect(ask(connect(AbortSignal.timeout(150)), world)).rejects.toMatchObject({ service, reason: 'timeout' });
  });
});

it('cannot reach a cluster whose credentials it may not list', async () => {
  const { running, world, connect } = lab();
  running.faults.set('aks', { status: 403 });

  await expect(connect().kubernetes.list(world.cluster('dev-weu').id, 'pods')).rejects.toMatchObject({
    service: 'Kubernetes API',
    reason: 'forbidden',
    target: 'cluster dev-weu',
  });
});
