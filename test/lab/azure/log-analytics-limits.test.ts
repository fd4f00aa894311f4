import { LogsQueryClient } from '@azure/monitor-query';
import { afterEach, describe, expect, it } from 'vitest';
import { clientOptions, givenAzure, noon } from './given-azure.ts';

const given = givenAzure();
const workspace = () => given.world.cluster('prod-weu').workspace;
const lastHour = { startTime: new Date(noon.getTime() - 3_600_000), endTime: noon };
const span = `${lastHour.startTime.toISOString()}/${noon.toISOString()}`;

/** A search as a client makes it that has no SDK for it. */
async function search(query: string, timespan: string | undefined = span) {
  const token = await given.azure.credential.getToken('https://api.loganalytics.io/.default');
  const response = await fetch(`${given.azure.url}/v1/workspaces/${workspace().customerId}/search`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token?.token}`,
      'content-type': 'application/json',
      'x-lab-host': 'api.loganalytics.io',
    },
    body: JSON.stringify({ query, ...(timespan && { timespan }) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, never> };
}

const client = () => new LogsQueryClient(given.azure.credential, clientOptions(given.azure));
const query = (text: string) => client().queryWorkspace(workspace().customerId, text, lastHour);

describe('a Basic table, over HTTP', () => {
  afterEach(() => {
    delete workspace().basicTables;
  });

  it('is refused to the real client and searched at /search', async () => {
    workspace().basicTables = ['ContainerLogV2'];

    await expect(query('ContainerLogV2 | take 1')).rejects.toMatchObject({ statusCode: 400 });
    const found = await search('ContainerLogV2 | project PodName | take 1');

    expect(found.status).toBe(200);
    expect(found.body).toMatchObject({ tables: [{ columns: [{ name: 'PodName' }], rows: [[expect.any(String)]] }] });
  });

  it.each([
    ['no span of time', 'ContainerLogV2 | take 1', ''],
    ['a span in a condition', 'ContainerLogV2 | where TimeGenerated > ago(5m)', span],
    ['a join', 'ContainerLogV2 | join kind=inner KubeEvents on Computer', span],
  ])('is not searched with %s', async (_, text, timespan) => {
    workspace().basicTables = ['ContainerLogV2'];

    expect((await search(text, timespan)).status).toBe(400);
  });

  it('leaves other tables to queries', async () => {
    workspace().basicTables = ['ContainerLogV2'];

    expect((await query('KubePodInventory | take 1')).status).toBe('Success');
  });
});

describe('the limits of an answer, over HTTP', () => {
  it('give the real client the rows within them and a partial error', async () => {
    const result = await query('range x from 1 to 500001 step 1');

    if (result.status !== 'PartialFailure') throw new Error(result.status);
    expect(result.partialTables[0]?.rows).toHaveLength(500_000);
    expect(result.partialError).toMatchObject({ code: 'PartialError' });
  });
});
