import { ResourceGraphClient } from '@azure/arm-resourcegraph';
import { LogsQueryClient } from '@azure/monitor-query';
import { describe, expect, it } from 'vitest';
import { clientOptions, givenAzure, noon } from './given-azure.ts';

const given = givenAzure();
const graph = (retries = 0) =>
  new ResourceGraphClient(given.azure.credential, {
    ...clientOptions(given.azure),
    retryOptions: { maxRetries: retries, retryDelayInMs: 1 },
  });
const ask = (client = graph(), abortSignal?: AbortSignal) =>
  client.resources({ query: 'resources | project name' }, abortSignal && { abortSignal });

describe('the faults of the range', () => {
  it.each([401, 403, 404, 429, 503, 504])('answer with %i', async (status) => {
    given.azure.faults.set('resource-graph', { status });

    await expect(ask()).rejects.toMatchObject({ statusCode: status });
  });

  it('say when to come back, and are over after so many requests', async () => {
    given.azure.faults.set('resource-graph', { status: 429, retryAfterSeconds: 0, times: 1 });

    expect((await ask(graph(2))).count).toBeGreaterThan(0);
    expect(given.azure.requests.all().map((it) => it.status)).toEqual([429, 200]);
  });

  it('leave a caller waiting until he gives up', async () => {
    given.azure.faults.set('resource-graph', { hang: true });

    await expect(ask(graph(), AbortSignal.timeout(50))).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('take their time', async () => {
    given.azure.faults.set('resource-graph', { latencyMs: 120 });
    const started = performance.now();

    await ask();

    expect(performance.now() - started).toBeGreaterThanOrEqual(115);
  });

  it('have nothing to show', async () => {
    given.azure.faults.set('resource-graph', { empty: true });

    expect((await ask()).count).toBe(0);
  });

  it('concern one API alone', async () => {
    given.azure.faults.set('defender', { status: 403 });

    expect((await ask()).count).toBeGreaterThan(0);
  });

  it('end a query that takes longer than the caller said he would wait', async () => {
    given.azure.faults.set('log-analytics', { latencyMs: 60_000 });
    const client = new LogsQueryClient(given.azure.credential, clientOptions(given.azure));
    const { customerId } = given.world.cluster('prod-weu').workspace;

    const answer = client.queryWorkspace(
      customerId,
      'print 1',
      { startTime: noon, endTime: noon },
      { serverTimeoutInSeconds: 1 },
    );

    await expect(answer).rejects.toMatchObject({ statusCode: 504 });
  });
});
