import { describe, expect, it } from 'vitest';
import { later, now, observe } from './observe.ts';

describe('the scenario pending-volume', () => {
  const seen = observe('pending-volume');

  it('has a claim that names a class which the cluster does not have', () => {
    const claim = seen.objects('persistentvolumeclaims').find((it) => it.metadata.name === 'invoice-archive');
    const classes = seen.objects('storageclasses').map((it) => it.metadata.name);

    expect(claim?.status.phase).toBe('Pending');
    expect(classes).not.toContain(claim?.spec.storageClassName);
    expect(seen.objects('persistentvolumes').map((it) => it.status.phase)).toEqual(['Bound']);
  });

  it('says so by the same event of the claim', () => {
    const event = seen.events().find((it) => it.involvedObject.kind === 'PersistentVolumeClaim');
    const row = seen.rows('KubeEvents', later(-30), now).find((it) => it.ObjectKind === 'PersistentVolumeClaim');

    expect(event).toMatchObject({ reason: 'ProvisioningFailed', message: row?.Message });
    expect(row?.Message).toBe('storageclass.storage.k8s.io "managed-premium" not found');
  });

  it('has the new pod, and no old one, mount it', () => {
    const mounts = seen
      .pods('invoice-printer')
      .map((it) => [it.status.phase, JSON.stringify(it.spec.volumes ?? '').includes('invoice-archive')]);

    expect(mounts.sort()).toEqual([
      ['Pending', true],
      ['Running', false],
    ]);
  });
});

describe('the scenario node-not-ready', () => {
  const seen = observe('node-not-ready');
  const lost = seen.cluster.nodes.find((it) => it.notReady)?.name ?? '';
  const node = seen.objects('nodes').find((it) => it.metadata.name === lost);

  it('has a node whose conditions are all unknown, with the taints of that, in the inventory too', () => {
    const rows = seen.rows('KubeNodeInventory', later(-5), now).filter((row) => row.Computer === lost);

    expect(new Set(node?.status.conditions?.map((it) => `${it.status} ${it.reason}`))).toEqual(
      new Set(['Unknown NodeStatusUnknown']),
    );
    expect(((node?.spec.taints ?? []) as { key: string }[]).map((it) => it.key)).toContain(
      'node.kubernetes.io/unreachable',
    );
    expect(new Set(rows.map((row) => row.Status))).toEqual(new Set(['Unknown']));
  });

  it('hears nothing more from it: no metrics, no logs', () => {
    for (const table of ['Perf', 'ContainerLogV2']) {
      const from = (minutes: number) =>
        seen.rows(table, later(minutes), later(minutes + 8)).filter((row) => row.Computer === lost);

      expect(from(-30).length).toBeGreaterThan(0);
      expect(from(-12)).toEqual([]);
    }
  });

  it('has its pods marked for deletion and made anew elsewhere, so that deployments are whole', () => {
    const there = seen.objects('pods').filter((it) => it.spec.nodeName === lost);
    const deleted = there.filter((it) => it.metadata.deletionTimestamp).map((it) => it.metadata.name);
    const inventory = seen.rows('KubePodInventory', later(-3), now).filter((row) => row.Computer === lost);
    const deployments = seen.objects('deployments');

    expect(deleted.length).toBeGreaterThan(2);
    expect(new Set(inventory.filter((row) => row.PodStatus === 'Terminating').map((row) => row.Name))).toEqual(
      new Set(deleted),
    );
    expect(deployments.map((it) => it.status.readyReplicas)).toEqual(deployments.map((it) => it.spec.replicas));
    expect(
      there.every((it) => it.status.conditions?.some((one) => one.type === 'Ready' && one.status === 'False')),
    ).toBe(true);
  });

  it('says so by events on the pods', () => {
    const rows = seen.rows('KubeEvents', later(-20), now).filter((row) => row.Reason === 'NodeNotReady');
    const events = seen.events().filter((it) => it.reason === 'NodeNotReady');

    expect(events.map((it) => it.involvedObject.name)).toContain(lost);
    expect(rows.map((row) => row.Name).sort()).toEqual(
      events
        .filter((it) => it.involvedObject.kind === 'Pod')
        .map((it) => it.involvedObject.name)
        .sort(),
    );
  });
});

/** Cores that a container used in every sample of the last ten minutes. */
const coresOf = (seen: ReturnType<typeof observe>, uid: string, minutes = -10) =>
  seen
    .rows('Perf', later(minutes), later(minutes + 10))
    .filter((row) => row.CounterName === 'cpuUsageNanoCores' && String(row.InstanceName).includes(uid))
    .map((row) => Number(row.CounterValue) / 1e9);

describe('load without a death', () => {
  it('is flat at the limit in cpu-throttling, was not before, and restarts nothing', () => {
    const seen = observe('cpu-throttling');
    const [pod] = seen.pods('catalog-search');

    expect(new Set(coresOf(seen, pod?.metadata.uid ?? '-'))).toEqual(new Set([1.5]));
    expect(Math.max(...coresOf(seen, pod?.metadata.uid ?? '-', -300))).toBeLessThan(0.5);
    expect(pod?.status.containerStatuses?.[0]).toMatchObject({ ready: true, restartCount: 0 });
    expect(seen.log(pod?.metadata.name ?? '', false)?.some((it) => it.includes('slow query'))).toBe(true);
  });

  it('fits the alert of crypto-miner: one replica at its limit, the other as ever', () => {
    const seen = observe('crypto-miner');
    const [alert] = seen.world.alerts;
    const peaks = seen.pods('fraud-score').map((it) => ({
      name: it.metadata.name,
      cores: Math.max(...coresOf(seen, it.metadata.uid)),
    }));

    expect(alert).toMatchObject({ type: 'K8S.NODE_CryptoCoinMinerExecution', status: 'Active' });
    expect(peaks.filter((it) => it.cores === 1).map((it) => it.name)).toEqual([alert?.pod?.name]);
    expect(Math.min(...peaks.map((it) => it.cores))).toBeLessThan(0.5);
  });
});

describe('the objects beside the workloads', () => {
  const seen = observe('healthy');

  it('are a service for each workload that serves, with all of its ready pods behind it', () => {
    const services = seen.objects('services').map((it) => it.metadata.name);
    const behind = seen.objects('endpoints') as unknown as { subsets?: { addresses?: unknown[] }[] }[];

    expect(services).toContain('payments-api');
    expect(behind.every((it) => (it.subsets?.[0]?.addresses?.length ?? 0) > 0)).toBe(true);
  });

  it('are secrets whose values are made up and look it', () => {
    const values = seen.objects('secrets').flatMap((it) => Object.values(it.data as Record<string, string>));

    expect(values.length).toBeGreaterThan(5);
    expect(values.every((it) => atob(it).startsWith('not-a-secret-'))).toBe(true);
  });

  it('are all that pods, ingresses and autoscalers refer to', () => {
    const names = (plural: Parameters<typeof seen.objects>[0]) =>
      new Set(seen.objects(plural).map((it) => `${it.metadata.namespace}/${it.metadata.name}`));
    const accounts = names('serviceaccounts');
    const missing = seen
      .objects('pods')
      .map((it) => `${it.metadata.namespace}/${it.spec.serviceAccountName}`)
      .filter((it) => !accounts.has(it));

    expect(missing).toEqual([]);
    expect([...names('ingresses')].filter((it) => !names('services').has(it))).toEqual([]);
    expect([...names('horizontalpodautoscalers')].filter((it) => !names('deployments').has(it))).toEqual([]);
    expect([...names('poddisruptionbudgets')].filter((it) => !names('deployments').has(it))).toEqual([]);
    expect(seen.objects('leases').map((it) => it.metadata.name)).toEqual(
      seen.objects('nodes').map((it) => it.metadata.name),
    );
  });

  it('have an autoscaler that is content with the replicas there are', () => {
    const [autoscaler] = seen.objects('horizontalpodautoscalers');

    expect(autoscaler?.status).toMatchObject({ currentReplicas: 3, desiredReplicas: 3 });
    expect(autoscaler?.status.conditions?.find((it) => it.type === 'ScalingActive')?.status).toBe('True');
  });

  it('are quotas that count what pods request', () => {
    const quota = seen.objects('resourcequotas').find((it) => it.metadata.namespace === 'payments');

    expect(quota?.status).toMatchObject({ used: { pods: '7', 'requests.cpu': '1100m' } });
  });
});
