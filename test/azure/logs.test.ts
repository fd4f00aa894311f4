import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { kql } from '../../src/azure/kql.ts';
import { type Said, useStubAzure } from './stub-azure.ts';

const stub = useStubAzure();
const workspace = '7f1c0a52-0000-4000-8000-000000000001';
const window = { from: new Date('2026-11-25T00:00:00Z'), to: new Date('2026-11-25T02:00:00Z') };
const Row = z.object({ Name: z.string(), At: z.date(), Restarts: z.number() });
const query = kql`KubePodInventory | where Namespace == ${'shop'}`;

const table = (rows: unknown[][]): Said => ({
  body: {
    tables: [
      {
        name: 'PrimaryResult',
        columns: [
          { name: 'Name', type: 'string' },
          { name: 'At', type: 'datetime' },
          { name: 'Restarts', type: 'long' },
        ],
        rows,
      },
    ],
  },
});
const oneRow = table([['payments-api', '2026-11-25T01:00:00Z', 7]]);
const ask = (azure = stub.azure()) => azure.logs.query(workspace, query, Row, window);

describe('Log Analytics', () => {
  it('answers rows with dates and numbers', async () => {
    stub.says(() => oneRow);

    await expect(ask()).resolves.toEqual({
      rows: [{ Name: 'payments-api', At: new Date('2026-11-25T01:00:00Z'), Restarts: 7 }],
    });
  });

  it('sends the query, its time span, and a time-out that is shorter than our own', async () => {
    stub.says(() => oneRow);

    await ask(stub.azure({ queryTimeoutSeconds: 20 }));

    const [request] = stub.seen;
    expect(request).toMatchObject({
      method: 'POST',
      host: 'api.loganalytics.io',
      path: `/v1/workspaces/${workspace}/query`,
    });
    expect(request?.headers.prefer).toBe('wait=20');
    expect(request?.headers.authorization).toBe('Bearer token-for-https://api.loganalytics.io/.default');
    expect(JSON.parse(request?.body ?? '')).toEqual({
      query: "let _p1 = 'shop';\nKubePodInventory | where Namespace == _p1",
      timespan: '2026-11-25T00:00:00.000Z/2026-11-25T02:00:00.000Z',
    });
  });

  it('answers no rows for an empty table', async () => {
    stub.says(() => table([]));

    await expect(ask()).resolves.toEqual({ rows: [] });
  });

  it('hands out the rows of a partial result with the reason', async () => {
    stub.says(() => ({
      body: {
        ...(oneRow.body as object),
        error: {
          code: 'PartialError',
          message: 'There were some errors when processing your query.',
          details: [
            {
              code: 'EngineError',
              message: 'Something went wrong.',
              innererror: {
                code: '-2133196797',
                message: 'The results of this query exceed the set limit of 1 records.',
              },
            },
          ],
        },
      },
    }));

    const answer = await ask();

    expect(answer.rows).toHaveLength(1);
    expect(answer.partial).toContain('exceed the set limit of 1 records');
  });

  it('refuses a row that is not what was asked for, without quoting it', async () => {
    stub.says(() => table([['payments-api', '2026-11-25T01:00:00Z', 'secret-value']]));

    const failure = await ask().catch((error) => error);

    expect(failure).toMatchObject({ name: 'UpstreamError', service: 'Log Analytics', reason: 'malformed' });
    expect(failure.message).toContain('Restarts');
    expect(failure.message).not.toContain('secret-value');
  });

  it('calls a body that is no answer malformed', async () => {
    stub.says(() => ({ body: { nothing: true } }));

    await expect(ask()).rejects.toMatchObject({ reason: 'malformed' });
  });

  it('asks again after the time that a throttled answer gives', async () => {
    stub.says((_, number) => (number === 0 ? { status: 429, headers: { 'retry-after': '1' }, body: {} } : oneRow));
    const before = performance.now();

    await expect(ask()).resolves.toMatchObject({ rows: [{ Restarts: 7 }] });

    expect(performance.now() - before).toBeGreaterThan(990);
    expect(stub.seen).toHaveLength(2);
  });

  it('gives up on a wait that is longer than a person would, and says how long it is', async () => {
    stub.says(() => ({ status: 429, headers: { 'retry-after': '120' }, body: {} }));

    await expect(ask()).rejects.toMatchObject({ reason: 'throttled', retryAfterMs: 120_000 });

    expect(stub.seen).toHaveLength(1);
  });

  it('tries three times in all when a throttled answer says no time', async () => {
    stub.says(() => ({ status: 429, body: {} }));

    await expect(ask()).rejects.toMatchObject({ reason: 'throttled', retryAfterMs: undefined });

    expect(stub.seen).toHaveLength(3);
  });

  it.each([
    [400, 'refused'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [504, 'timeout'],
  ])('turns %i into "%s" at once', async (status, reason) => {
    stub.says(() => ({ status, body: { error: { code: 'SomeCode', message: 'no' } } }));

    await expect(ask()).rejects.toMatchObject({ reason, status, target: `workspace ${workspace}` });

    expect(stub.seen).toHaveLength(1);
  });

  it('outlives a moment of 503', async () => {
    stub.says((_, number) => (number < 2 ? { status: 503 } : oneRow));

    await expect(ask()).resolves.toMatchObject({ rows: [{ Restarts: 7 }] });
  });

  it('outlives a connection that breaks', async () => {
    stub.says((_, number) => (number === 0 ? { drop: true } : oneRow));

    await expect(ask()).resolves.toMatchObject({ rows: [{ Restarts: 7 }] });
  });

  it('is out of reach when the connection breaks again', async () => {
    stub.says(() => ({ drop: true }));

    await expect(ask()).rejects.toMatchObject({ reason: 'unreachable', status: undefined });

    expect(stub.seen).toHaveLength(2);
  });

  it('ends a question when the deadline passes', async () => {
    stub.says(() => ({ hang: true }));

    const failure = await ask(stub.azure({ signal: AbortSignal.timeout(100) })).catch((error) => error);

    expect(failure).toMatchObject({ reason: 'timeout', message: 'did not answer before the deadline' });
  });

  it('lets five questions out at once, and the sixth when one is answered', async () => {
    const azure = stub.azure({ signal: AbortSignal.timeout(300) });
    stub.says(() => ({ hang: true }));

    const failures = await Promise.all(Array.from({ length: 6 }, () => ask(azure).catch((error) => error)));

    expect(stub.seen).toHaveLength(5);
    expect(failures.map(({ reason }) => reason)).toEqual(Array(6).fill('timeout'));
  });
});
