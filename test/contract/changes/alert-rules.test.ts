import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AlertRule } from '../../../src/azure/alert-rules.ts';
import { graphKql, kql } from '../../../src/azure/kql.ts';
import { executeKql } from '../../../src/lab/kql/execute.ts';
import { workspaceDatabase } from '../../../src/lab/world/tables/workspace-database.ts';
import { useLabAzure } from '../lab-azure.ts';

const lab = useLabAzure();
const Target = z.object({ ruleId: z.string(), endpoint: z.string() });

function given() {
  const { running, world, connect } = lab();
  const { workspace } = world.cluster('prod-weu');
  const group = workspace.id.replace(/\/providers\/.*$/, '');
  const rule = (name: string, more: Partial<AlertRule> = {}): AlertRule => ({
    id: `${group}/providers/Microsoft.Insights/scheduledQueryRules/${name}`,
    location: workspace.location,
    title: 'Kills for memory',
    description: 'Made from a question.',
    severity: 2,
    scopes: [workspace.id],
    query: kql`KubeEvents | where Reason == ${'OOMKilling'}`,
    everyMinutes: 5,
    windowMinutes: 15,
    moreRowsThan: 0,
    ...more,
  });
  return { running, world, workspace, rule, azure: connect() };
}

describe('rules over a query', () => {
  it('makes a rule that ARM and Resource Graph have, never makes it twice, and takes it away', async () => {
    const { running, rule, azure } = given();
    const { alertRules } = azure.change;
    const wanted = rule('wk-kills', { failing: { runs: 2, of: 3 } });

    const made = await alertRules.create(wanted);

    expect(made.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect((await alertRules.find(wanted.id))?.body.properties).toMatchObject({
      severity: 2,
      evaluationFrequency: 'PT5M',
      windowSize: 'PT15M',
      criteria: { allOf: [{ query: wanted.query.text, failingPeriods: { minFailingPeriodsToAlert: 2 } }] },
    });
    const query = graphKql`resources | where type == ${'microsoft.insights/scheduledqueryrules'} | project name`;
    expect((await azure.graph.query(query, z.object({ name: z.string() }))).rows).toEqual([{ name: 'wk-kills' }]);

    running.requests.clear();
    await expect(alertRules.create(wanted)).rejects.toMatchObject({ reason: 'conflict', outcomeUnknown: false });
    expect(running.requests.all().map((it) => it.method)).toEqual(['GET']);

    expect(await alertRules.remove(wanted.id)).toMatchObject({ existed: true });
    expect(await alertRules.find(wanted.id)).toBeUndefined();
    expect(await alertRules.remove(wanted.id)).toMatchObject({ existed: false });
  });

  it('leaves it to the service to refuse a query that does not run', async () => {
    const { rule, azure } = given();
    const wrong = rule('wk-wrong', { query: kql`NoSuchTable | where Reason == ${'x'}` });

    await expect(azure.change.alertRules.create(wrong)).rejects.toMatchObject({ reason: 'refused', status: 400 });

    expect(await azure.change.alertRules.find(wrong.id)).toBeUndefined();
  });
});

describe('rows for Log Analytics', () => {
  it('sends as many rows as a call takes, and they can be queried', async () => {
    const { azure, workspace, world } = given();
    const query = graphKql`resources
      | where type == ${'microsoft.insights/datacollectionrules'} and isnotempty(properties.immutableId)
      | where tostring(properties.destinations.logAnalytics[0].workspaceResourceId) =~ ${workspace.id}
      | project ruleId = tostring(properties.immutableId), endpoint = tostring(properties.endpoints.logsIngestion)`;
    const [found] = (await azure.graph.query(query, Target)).rows;
    if (!found) throw new Error('the range has no rule for rows');
    const target = { ...found, stream: 'Custom-WatchkeeperAudit_CL' };
    const at = new Date();
    const row = (n: number) => ({ TimeGenerated: at.toISOString(), who: 'Ann', n, note: 'ü'.repeat(200_000) });

    const taken = await azure.ingestion.send(target, [row(1), row(2), row(3)]);

    expect(taken).toBe(2);
    const { rows } = await azure.logs.query(
      workspace.customerId,
      kql`WatchkeeperAudit_CL | where who == ${'Ann'} | project n | order by n asc`,
      z.object({ n: z.number() }),
      { from: new Date(at.getTime() - 60_000), to: new Date(at.getTime() + 60_000) },
    );
    expect(rows).toEqual([{ n: 1 }, { n: 2 }]);
    await expect(azure.ingestion.send(target, [{ note: 'x'.repeat(1_000_001) }])).rejects.toMatchObject({
      reason: 'refused',
    });
    await expect(azure.ingestion.send({ ...target, endpoint: 'https://evil.example' }, [{}])).rejects.toMatchObject({
      reason: 'refused',
    });
    await expect(azure.ingestion.send({ ...target, stream: 'Other' }, [{}])).rejects.toMatchObject({ status: 400 });
    expect(world.arm.ingested.size).toBe(1);
  });

  it('tells who changed something over ARM in AzureActivity too, some minutes later', async () => {
    const { azure, world, workspace } = given();
    const [registry] = world.registries;
    await azure.change.arm.patch(registry?.id ?? '', '2023-07-01', { tags: { n: '1' } });

    const read = (now: Date) =>
      executeKql({
        text: 'AzureActivity | where OperationNameValue has "REGISTRIES/WRITE" | project ActivityStatusValue',
        database: workspaceDatabase(world, workspace, now),
        now,
        dialect: 'log-analytics',
      }).rows;

    expect(read(new Date(Date.now() + 5 * 60_000))).toEqual([['Start'], ['Success']]);
    expect(read(new Date())).toEqual([]);
  });
});
