import { ResourceGraphClient } from '@azure/arm-resourcegraph';
import { LogsQueryClient } from '@azure/monitor-query';
import { afterEach, describe, expect, it } from 'vitest';
import { enforceQuotas } from '../../../src/lab/azure/quotas.ts';
import { type RunningAzure, startAzure } from '../../../src/lab/azure/start-azure.ts';
import { createWorld } from '../../../src/lab/world/world.ts';
import { clientOptions, noon } from './given-azure.ts';

let running: RunningAzure | undefined;
afterEach(() => running?.close());

/** A range that counts requests, and a clock that goes as it is told. */
async function givenQuotas() {
  const world = createWorld({ now: noon });
  enforceQuotas(world);
  let now = noon.getTime();
  const due: { at: number; callback: () => void }[] = [];
  const clock = {
    now: () => new Date(now),
    after(ms: number, callback: () => void) {
      const timer = { at: now + ms, callback };
      due.push(timer);
      return () => void due.splice(due.indexOf(timer), due.includes(timer) ? 1 : 0);
    },
  };
  const azure = await startAzure({ world, clock });
  running = azure;
  const pass = (ms: number) => {
    now += ms;
    for (const timer of due.filter((it) => it.at <= now)) {
      due.splice(due.indexOf(timer), 1);
      timer.callback();
    }
  };
  const logs = new LogsQueryClient(azure.credential, clientOptions(azure));
  const { customerId } = world.cluster('prod-weu').workspace;
  const ask = () => logs.queryWorkspace(customerId, 'print 1', { startTime: noon, endTime: noon });
  /** Resolves when so many questions have come in. */
  const arrived = (count: number) =>
    new Promise<void>((resolve) => {
      const look = () => (azure.requests.all().length >= count ? resolve() : setImmediate(look));
      look();
    });
  return { azure, pass, ask, arrived };
}

describe('the quotas of the range', () => {
  it('let Resource Graph answer fifteen questions in five seconds, and say when there will be more', async () => {
    const { azure, pass } = await givenQuotas();
    const graph = new ResourceGraphClient(azure.credential, clientOptions(azure));
    const ask = () => graph.resources({ query: 'resources | count' });
    for (let count = 0; count < 15; count++) await ask();

    await expect(ask()).rejects.toMatchObject({ statusCode: 429, code: 'RateLimiting' });
    pass(5_000);

    expect((await ask()).count).toBe(1);
  });

  it('let five queries run at once; the next waits for its turn', async () => {
    const { azure, pass, ask, arrived } = await givenQuotas();
    azure.faults.set('log-analytics', { latencyMs: 1_000 });
    const answers = Array.from({ length: 6 }, ask);
    await arrived(6);
    const done: number[] = [];
    answers.forEach((it, index) => void it.then(() => done.push(index)));

    pass(1_000);
    await Promise.all(answers.slice(0, 5));
    expect(done).not.toContain(5);
    await settled();
    pass(1_000);

    expect((await answers[5])?.status).toBe('Success');
  });

  it('answer 429 to a query that waited for three minutes', async () => {
    const { azure, pass, ask, arrived } = await givenQuotas();
    azure.faults.set('log-analytics', { latencyMs: 600_000 });
    const answers = Array.from({ length: 6 }, ask);
    await arrived(6);

    pass(180_000);

    await expect(answers[5]).rejects.toMatchObject({ statusCode: 429 });
    pass(600_000);
    await Promise.all(answers.slice(0, 5));
  });

  it('answer 429 beyond two hundred queries in thirty seconds', async () => {
    const { ask } = await givenQuotas();
    for (let round = 0; round < 40; round++) await Promise.all(Array.from({ length: 5 }, ask));

    await expect(ask()).rejects.toMatchObject({ statusCode: 429 });
  });
});

/** Lets what has been answered reach its turn. */
async function settled(): Promise<void> {
  for (let count = 0; count < 20; count++) await new Promise((resolve) => setImmediate(resolve));
}
