import { describe, expect, it } from 'vitest';
import { later, now, observe } from './observe.ts';

const autoscaler = (seen: ReturnType<typeof observe>) => seen.objects('horizontalpodautoscalers')[0];
const conditionOf = (seen: ReturnType<typeof observe>, type: string) =>
  autoscaler(seen)?.status.conditions?.find((it) => it.type === type);

describe('an autoscaler', () => {
  it('is at its maximum in hpa-at-maximum, with the CPU that Perf has', () => {
    const seen = observe('hpa-at-maximum');
    const uids = seen.pods('checkout-api').map((it) => it.metadata.uid);
    const used = seen
      .rows('Perf', later(-10), now)
      .filter(
        (row) => row.CounterName === 'cpuUsageNanoCores' && uids.some((it) => String(row.InstanceName).includes(it)),
      )
      .map((row) => Number(row.CounterValue) / 1e6);

    expect(autoscaler(seen)?.status).toMatchObject({ currentReplicas: 3, desiredReplicas: 3 });
    expect(conditionOf(seen, 'ScalingLimited')).toMatchObject({ status: 'True', reason: 'TooManyReplicas' });
    expect(Math.min(...used)).toBeGreaterThan(90);
  });

  it('sees nothing in hpa-metric-missing, and says so by condition and events', () => {
    const seen = observe('hpa-metric-missing');
    const rows = seen.rows('KubeEvents', later(-30), now).filter((row) => row.ObjectKind === 'HorizontalPodAutoscaler');

    expect(conditionOf(seen, 'ScalingActive')).toMatchObject({ status: 'False', reason: 'FailedGetResourceMetric' });
    expect(seen.events().map((it) => it.reason)).toContain('FailedGetResourceMetric');
    expect(new Set(rows.map((row) => row.Reason))).toEqual(
      new Set(['FailedGetResourceMetric', 'FailedComputeMetricsReplicas']),
    );
  });
});

describe('a CronJob', () => {
  it('has runs that fail in job-failed, with pod, log, condition and inventory saying so', () => {
    const seen = observe('job-failed');
    const pods = seen.pods('db-backup').filter((it) => it.status.phase === 'Failed');
    const jobs = seen.objects('jobs').filter((it) => it.status.conditions?.some((one) => one.type === 'Failed'));
    const rows = seen.rows('KubePodInventory', later(-60), now).filter((row) => row.Name === pods[0]?.metadata.name);
    const words = /password authentication failed for user "backup"$/;

    expect(pods.length).toBeGreaterThan(1);
    expect(jobs.map((it) => it.status.failed)).toEqual(pods.map(() => 1));
    expect(pods[0]?.status.containerStatuses?.[0]?.state).toMatchObject({
      terminated: { exitCode: 1, reason: 'Error' },
    });
    expect(seen.log(pods[0]?.metadata.name ?? '', false)?.at(-1)).toMatch(words);
    expect(rows.at(-1)).toMatchObject({ PodStatus: 'Failed', ContainerStatusReason: 'Error' });
    expect(seen.rows('ContainerLogV2', later(-300), now).some((row) => words.test(String(row.LogMessage)))).toBe(true);
    expect(seen.events().map((it) => it.reason)).toContain('BackoffLimitExceeded');
  });

  it('has not run for hours in cronjob-suspended', () => {
    const seen = observe('cronjob-suspended');
    const job = seen.objects('cronjobs').find((it) => it.metadata.name === 'db-backup');
    const age = now.getTime() - Date.parse(String(job?.status.lastScheduleTime));

    expect(job?.spec.suspend).toBe(true);
    expect(age).toBeGreaterThan(8 * 3_600_000);
    expect(seen.pods('db-backup').map((it) => it.status.phase)).toEqual(['Succeeded', 'Succeeded', 'Succeeded']);
    expect(
      seen
        .rows('KubePodInventory', later(-3), now)
        .filter((row) => String(row.Name).startsWith('db-backup'))
        .at(-1),
    ).toMatchObject({ PodStatus: 'Succeeded' });
  });
});
