import { LogsQueryClient, LogsQueryResultStatus } from '@azure/monitor-query';
import { describe, expect, it } from 'vitest';
import { clientOptions, givenAzure, noon } from './given-azure.ts';

const given = givenAzure();
const client = () => new LogsQueryClient(given.azure.credential, clientOptions(given.azure));
const production = () => given.world.cluster('prod-weu').workspace.customerId;
const lastHour = { startTime: new Date(noon.getTime() - 3_600_000), endTime: noon };

async function rows(query: string, workspace = production()) {
  const result = await client().queryWorkspace(workspace, query, lastHour);
  if (result.status !== LogsQueryResultStatus.Success) throw new Error(`The query was not a success: ${result.status}`);
  return result.tables[0]?.rows ?? [];
}

describe('Log Analytics of the range', () => {
  it('answers the real client with rows that were computed from the query', async () => {
    const found = await rows(`KubePodInventory
      | where Namespace == 'payments' and Name startswith 'payments-api' and ContainerName endswith '/api'
      | summarize arg_max(TimeGenerated, *) by ContainerName
      | extend before = parse_json(ContainerLastStatus)
      | project Name, ControllerKind, reason = tostring(before.reason), ContainerRestartCount
      | where reason == 'OOMKilled'`);

    expect(found).toHaveLength(3);
    expect(found.map((row) => row[1])).toEqual(['ReplicaSet', 'ReplicaSet', 'ReplicaSet']);
    expect(found.every((row) => Number(row[3]) >= 6)).toBe(true);
  });

  it('shows nothing of the last minute, because ingestion takes longer', async () => {
    const [row] = await rows('KubePodInventory | summarize newest = max(TimeGenerated)');

    const age = noon.getTime() - Number(row?.[0] ?? 0);
    expect(age).toBeGreaterThanOrEqual(60_000);
    expect(age).toBeLessThan(270_000);
  });

  it('keeps workspaces apart', async () => {
    const staging = given.world.cluster('staging-weu').workspace.customerId;

    expect(await rows('KubePodInventory | distinct ClusterName | order by ClusterName asc', staging)).toEqual([
      ['dev-weu'],
      ['staging-weu'],
    ]);
  });

  it('reports a container without a limit with what its node can allocate', async () => {
    const found = await rows(`Perf
      | where ObjectName == 'K8SContainer' and CounterName == 'memoryLimitBytes' and InstanceName endswith '/report-builder'
      | summarize limit = max(CounterValue) by Computer
      | join kind=inner (Perf | where ObjectName == 'K8SNode' and CounterName == 'memoryAllocatableBytes' | summarize allocatable = max(CounterValue) by Computer) on Computer
      | project limit == allocatable`);

    expect(found.length).toBeGreaterThan(0);
    expect(found.every((row) => row[0] === true)).toBe(true);
  });

  it('refuses a query that Kusto would refuse, in the words of the service', async () => {
    await expect(rows('KubePodInventory | where NoSuchColumn == 1')).rejects.toMatchObject({
      statusCode: 400,
      code: 'BadArgumentError',
    });
  });

  it('answers over several workspaces with the rows of all, however they are named, each once', async () => {
    const { workspace } = given.world.cluster('dev-weu');
    const query = 'KubePodInventory | summarize by ClusterName, TenantId | order by ClusterName asc';
    for (const named of [workspace.customerId, workspace.id, workspace.name, production()]) {
      const answer = await client().queryWorkspace(production(), query, lastHour, { additionalWorkspaces: [named] });

      const found = answer.status === LogsQueryResultStatus.Success ? answer.tables[0]?.rows : undefined;
      const others = [
        ['dev-weu', workspace.customerId],
        ['staging-weu', workspace.customerId],
      ];
      const own = [
        ['prod-neu', production()],
        ['prod-weu', production()],
      ];
      expect(found).toEqual(named === production() ? own : [others[0], ...own, others[1]]);
    }
  });

  it.each([
    ['that refuses', 403, () => [given.world.cluster('dev-weu').workspace.customerId]],
    ['that is not there', 404, () => ['00000000-0000-4000-8000-000000000000']],
    ['more than a hundred', 400, () => Array.from({ length: 100 }, production)],
  ])('refuses a query over several workspaces for one %s (%i)', async (_, statusCode, named) => {
    given.world.cluster('dev-weu').workspace.refuses = 403;
    const others = { additionalWorkspaces: named() };

    const asked = client().queryWorkspace(production(), 'print 1', lastHour, others);

    await expect(asked).rejects.toMatchObject({ statusCode });
    delete given.world.cluster('dev-weu').workspace.refuses;
  });

  it('does not know a workspace that is not there', async () => {
    await expect(rows('print 1', '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ statusCode: 404 });
  });

  it('gives half of the rows and a partial error when it is told to', async () => {
    given.azure.faults.set('log-analytics', { partial: true });

    const result = await client().queryWorkspace(production(), 'KubeNodeInventory | distinct Computer', lastHour);

    expect(result).toMatchObject({ status: 'PartialFailure', partialError: { code: 'PartialError' } });
  });

  it('writes down what was asked', async () => {
    await rows('print 42');

    expect(given.azure.requests.all()).toMatchObject([
      { api: 'log-analytics', method: 'POST', status: 200, kql: 'print 42' },
    ]);
  });
});
