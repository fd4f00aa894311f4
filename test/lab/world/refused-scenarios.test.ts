import { describe, expect, it } from 'vitest';
import { later, now, observe } from './observe.ts';

const refused = [
  {
    scenario: 'quota-refusal',
    workload: 'catalog-search',
    why: /exceeded quota: team, requested: requests\.memory=4Gi/,
  },
  {
    scenario: 'limit-range-refusal',
    workload: 'ledger',
    why: /maximum memory usage per Container is 2Gi, but limit is 3Gi/,
  },
  { scenario: 'missing-service-account', workload: 'login-api', why: /serviceaccount "login-reader" not found/ },
] as const;

describe.each(refused)('the scenario $scenario', ({ scenario, workload, why }) => {
  const seen = observe(scenario);
  const sets = seen.objects('replicasets').filter((it) => it.metadata.name.startsWith(`${workload}-`));
  const failing = sets.find((it) => it.status.conditions?.length);

  it('has a ReplicaSet without a pod, which says why, as its Deployment does', () => {
    const deployment = seen.objects('deployments').find((it) => it.metadata.name === workload);
    const condition = {
      type: 'ReplicaFailure',
      status: 'True',
      reason: 'FailedCreate',
      message: expect.stringMatching(why),
    };

    expect(failing).toMatchObject({ spec: { replicas: 1 }, status: { replicas: 0 } });
    expect(failing?.status.conditions).toEqual([expect.objectContaining(condition)]);
    expect(deployment?.status.conditions).toContainEqual(expect.objectContaining(condition));
    expect(deployment?.status).toMatchObject({ updatedReplicas: 0 });
  });

  it('says so by the same event of the ReplicaSet, in the workspace too', () => {
    const event = seen.events().find((it) => it.involvedObject.name === failing?.metadata.name);
    const rows = seen.rows('KubeEvents', later(-60), now).filter((row) => row.Name === failing?.metadata.name);

    expect(event).toMatchObject({ reason: 'FailedCreate', message: expect.stringMatching(why) });
    expect(rows.at(-1)).toMatchObject({ ObjectKind: 'ReplicaSet', Message: event?.message, Count: event?.count });
  });

  it('has no pod of it in the inventory, and old pods that serve', () => {
    const rows = seen
      .rows('KubePodInventory', later(-5), now)
      .filter((row) => row.ControllerName === failing?.metadata.name);

    expect(rows).toEqual([]);
    expect(seen.pods(workload).length).toBeGreaterThan(1);
    expect(seen.pods(workload).every((it) => it.status.containerStatuses?.[0]?.ready)).toBe(true);
  });
});

describe('what the refusals refer to', () => {
  it('is there or missing as they say', () => {
    const quota = observe('quota-refusal')
      .objects('resourcequotas')
      .find((it) => it.metadata.namespace === 'shop');
    const { hard = {}, used = {} } = (quota?.status ?? {}) as Record<string, Record<string, string>>;
    const limits = observe('limit-range-refusal').objects('limitranges');
    const accounts = observe('missing-service-account').objects('serviceaccounts');

    expect(
      Number.parseInt(hard['requests.memory'] ?? '', 10) - Number.parseInt(used['requests.memory'] ?? '', 10),
    ).toBe(1_024);
    expect(JSON.stringify(limits.map((it) => it.spec))).toContain('"max":{"memory":"2Gi"}');
    expect(accounts.map((it) => it.metadata.name)).not.toContain('login-reader');
  });
});
