import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/lab/world/faults.ts';
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

  it('never answers, and the deadline ends it', async () => {
    const { running, world, connect } = lab();
    await ask(connect(), world);
    running.faults.set(api, { hang: true });

    await expect(ask(connect(AbortSignal.timeout(150)), world)).rejects.toMatchObject({ service, reason: 'timeout' });
  });
});

/** Two halves, so that no gateway's fault is met by another that asks there first (kubeconfigs, the estate). */
const isAskedByOthers = (api: string) => ['aks', 'resource-graph'].includes(api);
const halves = [
  questions.filter(({ api }) => !isAskedByOthers(api)),
  questions.filter(({ api }) => isAskedByOthers(api)),
];

/** What each gateway answers while its API misbehaves; side by side, because what they do is wait. */
async function answersWith(fault: Fault): Promise<Record<string, unknown>> {
  const { running, world, connect } = lab();
  const answers: [string, unknown][] = [];
  for (const half of halves) {
    running.faults.clear();
    for (const { api } of half) running.faults.set(api, fault);
    const azure = connect();
    answers.push(
      ...(await Promise.all(
        half.map(async ({ service, ask }): Promise<[string, unknown]> => {
          const answer = await ask(azure, world).catch((error: unknown) => error);
          return [service, Array.isArray(answer) ? 'a list' : answer];
        }),
      )),
    );
  }
  return Object.fromEntries(answers);
}

const ofEach = (answer: (service: string) => unknown) =>
  Object.fromEntries(questions.map(({ service }) => [service, answer(service)]));

describe('every gateway over HTTP', () => {
  it.each([
    ['throttled for a second', { status: 429, retryAfterSeconds: 1, times: 1 }],
    ['throttled without a time', { status: 429, times: 1 }],
    ['away for a moment', { status: 503, times: 1 }],
  ])('is %s, and answers the second time', async (_, fault) => {
    expect(await answersWith(fault)).toEqual(ofEach(() => 'a list'));
  });

  it('is away for good after three tries', async () => {
    expect(await answersWith({ status: 503 })).toEqual(
      ofEach((service) => expect.objectContaining({ service, reason: 'unavailable', status: 503 })),
    );
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
