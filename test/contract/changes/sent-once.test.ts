import { describe, expect, it } from 'vitest';
import type { Azure } from '../../../src/azure/azure.ts';
import { kql } from '../../../src/azure/kql.ts';
import type { Api } from '../../../src/lab/world/faults.ts';
import { ingestionEndpoint, ingestionRuleId } from '../../../src/lab/world/graph/ingestion-rule.ts';
import type { World } from '../../../src/lab/world/world.ts';
import { useLabAzure } from '../lab-azure.ts';

const lab = useLabAzure();
const host = 'contoso.azurecr.io';

/** One change by each client; every one may be made again. */
const writes: [name: string, api: Api, method: string, write: (azure: Azure, world: World) => Promise<unknown>][] = [
  [
    'a manifest is locked',
    'registry',
    'PATCH',
    ({ change }, world) =>
      change.registry.setManifest(host, 'payments-api', world.image(`${host}/payments-api:1.8`).digest, { list: true }),
  ],
  [
    'a tag is locked',
    'registry',
    'PATCH',
    ({ change }) => change.registry.setTag(host, 'payments-api', '1.8', { list: true }),
  ],
  [
    'a Defender alert is dismissed',
    'defender',
    'POST',
    ({ change }, { alerts }) => {
      const [alert] = alerts;
      if (!alert) throw new Error('the range has no alert');
      const { subscription, resourceGroup, location } = alert.cluster;
      const id = `/subscriptions/${subscription.id}/resourceGroups/${resourceGroup}/providers/Microsoft.Security/locations/${location}/alerts/${alert.name}`;
      return change.defender.setSecurityAlert(id, 'dismissed');
    },
  ],
  [
    'a cluster is patched',
    'aks',
    'PATCH',
    ({ change }, world) => change.arm.patch(world.cluster('dev-weu').id, '2026-04-01', { tags: {} }),
  ],
  [
    'a registry is patched',
    'arm',
    'PATCH',
    ({ change }, { registries: [it] }) =>
      change.arm.patch(it?.id ?? '', '2023-07-01', { properties: { adminUserEnabled: false } }),
  ],
  [
    'a rule is removed',
    'arm',
    'DELETE',
    ({ change }, { registries: [it] }) =>
      change.alertRules.remove(
        `${it?.id.replace(/\/providers\/.*/, '')}/providers/Microsoft.Insights/scheduledQueryRules/none`,
      ),
  ],
  [
    'a rule is made',
    'arm',
    'PUT',
    async ({ change }, { workspaces: [it] }) => {
      const id = `${it?.id.replace(/\/providers\/.*/, '')}/providers/Microsoft.Insights/scheduledQueryRules/once`;
      await change.alertRules.remove(id);
      const query = kql`KubeEvents | where Reason == ${'OOMKilling'}`;
      const rule = {
        id,
        location: '',
        title: '',
        description: '',
        severity: 2 as const,
        scopes: [it?.id ?? ''],
        query,
      };
      return change.alertRules.create({ ...rule, everyMinutes: 5, windowMinutes: 5, moreRowsThan: 0 });
    },
  ],
  [
    'rows are sent',
    'ingestion',
    'POST',
    ({ ingestion }, { workspaces: [it] }) => {
      if (!it) throw new Error('the range has no workspace');
      const target = { endpoint: ingestionEndpoint(it), ruleId: ingestionRuleId(it), stream: 'Custom-Once_CL' };
      return ingestion.send(target, [{ TimeGenerated: new Date().toISOString() }]);
    },
  ],
];

describe.each(writes)('when %s', (_, api, method, write) => {
  it.each([
    ['500', { status: 500 }, { reason: 'unavailable', outcomeUnknown: true }],
    ['503', { status: 503, retryAfterSeconds: 0 }, { reason: 'unavailable', outcomeUnknown: true }],
    ['504', { status: 504 }, { reason: 'timeout', outcomeUnknown: true }],
    ['429', { status: 429, retryAfterSeconds: 0 }, { reason: 'throttled', outcomeUnknown: false }],
    ['403', { status: 403 }, { reason: 'forbidden', outcomeUnknown: false }],
    ['a lost connection', { reset: true }, { reason: 'unreachable', outcomeUnknown: true }],
    ['a lost answer', { loses: true }, { reason: 'unreachable', outcomeUnknown: true }],
  ])('%s is met by one request, and its error says whether the outcome is known', async (__, fault, expected) => {
    const { running, world, connect } = lab();
    const azure = connect();
    // With a token at hand, so that a registry's challenge is no request of the change.
    await write(azure, world);
    running.faults.set(api, { ...fault, methods: [method] });
    running.requests.clear();

    await expect(write(azure, world)).rejects.toMatchObject({ name: 'UpstreamError', ...expected });

    expect(running.requests.all().filter((it) => it.method === method)).toHaveLength(1);
  });
});

it('is not sent at all after the deadline, and says that it did not happen', async () => {
  const { running, world, connect } = lab();
  const azure = connect(AbortSignal.abort());
  running.requests.clear();

  for (const [, , , write] of writes)
    await expect(write(azure, world)).rejects.toMatchObject({ reason: 'timeout', outcomeUnknown: false });

  expect(running.requests.all()).toEqual([]);
});
