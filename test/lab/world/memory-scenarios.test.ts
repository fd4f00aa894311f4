import { describe, expect, it } from 'vitest';
import { later, now, observe } from './observe.ts';

const mebibyte = 1_048_576;
/** `peakShare`: the highest sample as a share of the limit, between the two. */
const kills = [
  {
    scenario: 'oom-leak',
    cluster: 'prod-weu',
    workload: 'ledger',
    limitMiB: 768,
    peakShare: [0.95, 1],
    kernel: 'Memory cgroup',
  },
  {
    scenario: 'oom-spike',
    cluster: 'prod-weu',
    workload: 'fraud-score',
    limitMiB: 1_024,
    peakShare: [0.5, 0.65],
    kernel: 'Memory cgroup',
  },
  {
    scenario: 'oom-at-start',
    cluster: 'prod-weu',
    workload: 'cart',
    limitMiB: 64,
    peakShare: undefined,
    kernel: 'Memory cgroup',
  },
  {
    scenario: 'oom-no-limit',
    cluster: 'prod-weu',
    workload: 'report-builder',
    limitMiB: undefined,
    peakShare: undefined,
    kernel: 'Out of memory',
  },
  {
    scenario: 'without-perf',
    cluster: 'dev-weu',
    workload: 'wiki',
    limitMiB: 256,
    peakShare: undefined,
    kernel: 'Memory cgroup',
  },
  {
    scenario: 'private-cluster',
    cluster: 'prod-neu',
    workload: 'cart',
    limitMiB: 256,
    peakShare: [0.9, 1],
    kernel: 'Memory cgroup',
  },
] as const;

/** Working set of a pod's container in every sample of a day, in MiB. */
function samplesOf(seen: ReturnType<typeof observe>, uid: string): { at: Date; mebibytes: number }[] {
  return seen
    .rows('Perf', later(-24 * 60), now, { CounterName: 'memoryWorkingSetBytes' })
    .filter((row) => String(row.InstanceName).includes(uid))
    .map((row) => ({ at: row.TimeGenerated as Date, mebibytes: Number(row.CounterValue) / mebibyte }));
}

describe.each(kills)('the scenario $scenario', ({ scenario, cluster, workload, limitMiB, kernel }) => {
  const seen = observe(scenario, cluster);
  const killed = seen
    .pods(workload)
    .filter((it) => it.status.containerStatuses?.[0]?.lastState.terminated?.reason === 'OOMKilled');
  const [pod] = killed;
  const name = pod?.metadata.name ?? '';
  const [status] = pod?.status.containerStatuses ?? [];

  it('has a kill that the Kubernetes API and the inventory date alike', () => {
    const inventory = seen.rows('KubePodInventory', later(-30), later(2)).filter((row) => row.Name === name);

    expect(status?.lastState.terminated?.exitCode).toBe(137);
    expect(inventory.map((row) => JSON.parse(String(row.ContainerLastStatus)).finishedAt)).toContain(
      status?.lastState.terminated?.finishedAt,
    );
  });

  it('is said by the kernel in the workspace at that moment', () => {
    const rows = seen.rows('KubeEvents', later(-24 * 60), later(2)).filter((row) => row.Reason === 'OOMKilling');
    const at = status?.lastState.terminated?.finishedAt ?? '';

    expect(rows.map((row) => (row.LastSeen as Date).toISOString().slice(0, 19))).toContain(at.slice(0, 19));
    expect(rows.every((row) => String(row.Message).startsWith(`${kernel}`))).toBe(true);
  });

  it('has the limit in the template, if there is one', () => {
    const [container] = (pod?.spec.containers ?? []) as { resources: { limits: { memory?: string } } }[];

    expect(container?.resources.limits.memory).toBe(
      limitMiB === undefined ? undefined : limitMiB % 1_024 === 0 ? `${limitMiB / 1_024}Gi` : `${limitMiB}Mi`,
    );
  });
});

describe.each(kills.flatMap(({ peakShare, ...it }) => (peakShare ? [{ ...it, peakShare }] : [])))(
  'the scenario $scenario',
  ({ scenario, cluster, workload, limitMiB, peakShare: [least, most] }) => {
    it('has samples that show how it came', () => {
      const seen = observe(scenario, cluster);
      const pods = seen.pods(workload);
      const pod = pods.find((it) => it.status.containerStatuses?.[0]?.lastState.terminated?.reason === 'OOMKilled');
      const share = Math.max(...samplesOf(seen, pod?.metadata.uid ?? '-').map((it) => it.mebibytes)) / (limitMiB ?? 1);

      expect(share).toBeGreaterThan(least ?? 0);
      expect(share).toBeLessThan(most ?? 0);
    });
  },
);

describe('how memory went', () => {
  it('grows evenly when it leaks', () => {
    const seen = observe('oom-leak');
    const [pod] = seen.pods('ledger');
    const run = samplesOf(seen, pod?.metadata.uid ?? '-').filter((it) => it.at < later(-14 * 60));
    const at = (share: number) => run[Math.floor((run.length - 1) * share)]?.mebibytes ?? 0;

    expect(run.length).toBeGreaterThan(250);
    expect((at(0.5) - at(0)) / (at(1) - at(0.5))).toBeCloseTo(1, 0);
    expect(at(1)).toBeGreaterThan(at(0) + 150);
  });

  it('jumps between two samples in a spike, which only the kernel saw', () => {
    const kernel = observe('oom-spike')
      .rows('KubeEvents', later(-120), now)
      .filter((row) => row.Reason === 'OOMKilling')
      .map((row) => Number(/anon-rss:(\d+)kB/.exec(String(row.Message))?.[1]) / 1_024);

    expect(Math.min(...kernel)).toBeGreaterThan(900);
  });

  it('has no sample of a run that ends at its start', () => {
    const seen = observe('oom-at-start');
    const killed = seen.pods('cart').find((it) => (it.status.containerStatuses?.[0]?.restartCount ?? 0) > 0);

    expect(samplesOf(seen, killed?.metadata.uid ?? '-').every((it) => it.mebibytes <= 64)).toBe(true);
    expect(killed?.status.containerStatuses?.[0]?.state.waiting?.reason).toBe('CrashLoopBackOff');
  });

  it('takes the whole node when there is no limit', () => {
    const seen = observe('oom-no-limit');
    const { node } = seen.cluster.pods.find((it) => it.terminations.size > 0) ?? {};
    const rows = seen
      .rows('Perf', later(-60), now)
      .filter((row) => row.ObjectName === 'K8SNode' && row.Computer === node?.name);
    const of = (counter: string) =>
      rows.filter((row) => row.CounterName === counter).map((row) => Number(row.CounterValue));

    expect(Math.max(...of('memoryWorkingSetBytes'))).toBeGreaterThan(0.95 * Math.max(...of('memoryCapacityBytes')));
    expect(seen.rows('KubeNodeInventory', later(-15), now).map((row) => row.Status)).toContain('MemoryPressure,Ready');
  });

  it('was not written down where the agent collects no metrics', () => {
    const seen = observe('without-perf', 'dev-weu');

    expect(seen.rows('Perf', later(-24 * 60), now)).toEqual([]);
    expect(seen.rows('InsightsMetrics', later(-24 * 60), now)).toEqual([]);
    expect(seen.rows('ContainerLogV2', later(-60), now).length).toBeGreaterThan(0);
  });

  it('is over when the incident is: kills in the history, none since, and no event left', () => {
    const seen = observe('recovered');
    const kills = seen.rows('KubeEvents', later(-24 * 60), now).filter((row) => row.Reason === 'OOMKilling');
    const warnings = seen.events().filter((it) => it.type === 'Warning');

    expect(kills.length).toBeGreaterThan(10);
    expect(kills.every((row) => (row.LastSeen as Date) < later(-129))).toBe(true);
    expect(warnings).toEqual([]);
    expect(
      seen.pods('payments-api').map((it) => it.status.containerStatuses?.map((one) => [one.ready, one.restartCount])),
    ).toEqual([1, 2, 3].map(() => [[true, 0]]));
  });
});
