import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { graphKql } from '../../src/azure/kql.ts';
import { type Said, useStubAzure } from './stub-azure.ts';

const stub = useStubAzure();
const Row = z.object({ name: z.string() });
const query = graphKql`resources | where name =~ ${"o'brien"} | project name`;
const page = (names: string[], more: object = {}): Said => ({
  body: {
    totalRecords: 3,
    count: names.length,
    resultTruncated: 'false',
    data: names.map((name) => ({ name })),
    ...more,
  },
});

describe('Resource Graph', () => {
  it('sends the query with its literals in place, and the subscriptions of the settings', async () => {
    const subscription = '5f1d3b8e-0000-4000-8000-000000000001';
    stub.says(() => page(['a']));

    await expect(stub.azure({ subscriptions: [subscription] }).graph.query(query, Row)).resolves.toEqual({
      rows: [{ name: 'a' }],
      truncated: false,
    });

    expect(stub.seen[0]).toMatchObject({
      method: 'POST',
      host: 'management.azure.com',
      path: '/providers/Microsoft.ResourceGraph/resources',
    });
    expect(JSON.parse(stub.seen[0]?.body ?? '')).toEqual({
      query: "resources | where name =~ 'o\\u0027brien' | project name",
      subscriptions: [subscription],
      options: { resultFormat: 'objectArray', $top: 1000 },
    });
  });

  it('reads every page', async () => {
    stub.says((request) =>
      JSON.parse(request.body).options.$skipToken === 'next' ? page(['c']) : page(['a', 'b'], { $skipToken: 'next' }),
    );

    const { rows } = await stub.azure().graph.query(query, Row);

    expect(rows.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('says that rows are missing when the service cut them off', async () => {
    stub.says(() => page(['a'], { resultTruncated: 'true' }));

    await expect(stub.azure().graph.query(query, Row)).resolves.toMatchObject({ truncated: true });
  });

  it('stops at its cap and says so', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => `n${index}`);
    stub.says(() => page(many, { $skipToken: 'next' }));

    const { rows, truncated } = await stub.azure().graph.query(query, Row);

    expect([rows.length, truncated, stub.seen.length]).toEqual([10_000, true, 10]);
  });

  it('answers no rows for nothing found', async () => {
    stub.says(() => page([]));

    await expect(stub.azure().graph.query(query, Row)).resolves.toEqual({ rows: [], truncated: false });
  });

  it("waits for the user's quota when it was used up", async () => {
    stub.says((_, number) =>
      number === 0 ? { status: 429, headers: { 'x-ms-user-quota-resets-after': '00:00:01' }, body: {} } : page(['a']),
    );
    const before = performance.now();

    await stub.azure().graph.query(query, Row);

    expect(performance.now() - before).toBeGreaterThan(990);
  });

  it.each([
    [{ status: 400 }, 'refused'],
    [{ status: 401 }, 'unauthorized'],
    [{ status: 403 }, 'forbidden'],
    [{ status: 429, headers: { 'retry-after': '60' } }, 'throttled'],
    [{ status: 500, headers: { 'retry-after': '60' } }, 'unavailable'],
    [{ status: 504 }, 'timeout'],
    [{ body: { data: 'nothing' } }, 'malformed'],
    [{ body: '<html>' }, 'malformed'],
    [{ body: { totalRecords: 1, count: 1, resultTruncated: 'false', data: [{ name: 5 }] } }, 'malformed'],
  ])('turns %o into "%s"', async (answer, reason) => {
    stub.says(() => ({ body: {}, ...answer }));

    await expect(stub.azure().graph.query(query, Row)).rejects.toMatchObject({
      name: 'UpstreamError',
      service: 'Resource Graph',
      reason,
    });
  });

  it('gives up on a request that takes too long', async () => {
    stub.says(() => ({ hang: true }));

    await expect(stub.azure({ requestTimeoutSeconds: 1 }).graph.query(query, Row)).rejects.toMatchObject({
      reason: 'timeout',
      message: 'did not answer within 1 s',
    });
  });

  it('gives pages one by one, waits while others want the rest of the quota, and goes on where a question would give up', async () => {
    const quota = { 'x-ms-user-quota-remaining': '4', 'x-ms-user-quota-resets-after': '00:00:01' };
    const throttled = { status: 429, headers: { 'retry-after': '0' }, body: {} };
    stub.says((request, number) =>
      number > 0 && number < 5
        ? throttled
        : JSON.parse(request.body).options.$skipToken === 'next'
          ? page(['b'])
          : { ...page(['a'], { $skipToken: 'next' }), headers: quota },
    );
    const before = performance.now();

    const pages: string[][] = [];
    for await (const rows of stub.azure().graph.pages(query, Row, { top: 500 }))
      pages.push(rows.map(({ name }) => name));

    expect(pages).toEqual([['a'], ['b']]);
    expect(stub.seen.map(({ body }) => JSON.parse(body).options.$top)).toEqual(Array(6).fill(500));
    expect(performance.now() - before).toBeGreaterThan(990);
  });

  it('does not pass off as the end of its pages what the service cut off', async () => {
    stub.says(() => page(['a'], { resultTruncated: 'true' }));

    const pages = stub.azure().graph.pages(query, Row)[Symbol.asyncIterator]();

    await expect(pages.next()).rejects.toThrow(/cut off/);
  });
});
