import { describe, expect, it } from 'vitest';
import { labelValue } from '../../../src/lab/promql/labels.ts';
import { queryAt } from '../../../src/lab/promql/query.ts';
import { scenarios } from '../../../src/lab/scenarios/index.ts';
import { worldSeries } from '../../../src/lab/world/metrics/series-source.ts';
import { now, observe } from './observe.ts';

type Seen = ReturnType<typeof observe>;

/** What Prometheus of the cluster answers at the moment of the tests, by some labels. */
function prometheus(seen: Seen, text: string, ...labels: string[]): [string, number][] {
  const value = queryAt({ text, at: now.getTime(), source: worldSeries(seen.world, [seen.cluster], now) });
  const points = value.type === 'vector' ? value.points : [];
  return points
    .map((it): [string, number] => [labels.map((name) => labelValue(it.labels, name)).join('/'), it.value])
    .sort();
}

describe.each(scenarios)('Prometheus in the scenario $name', ({ name }) => {
  const seen = observe(name);
  const pods = seen.objects('pods');

  it('has the phases that the Kubernetes API has', () => {
    expect(prometheus(seen, 'kube_pod_status_phase == 1', 'uid', 'phase')).toEqual(
      pods.map((it) => [`${it.metadata.uid}/${it.status.phase}`, 1]).sort(),
    );
  });

  it('has containers wait for the same reasons', () => {
    const waiting = pods.flatMap((pod) =>
      (pod.status.containerStatuses ?? []).flatMap(({ state, name: container }) =>
        state.waiting ? [[`${pod.metadata.name}/${container}/${state.waiting.reason}`, 1]] : [],
      ),
    );

    expect(prometheus(seen, 'kube_pod_container_status_waiting_reason', 'pod', 'container', 'reason')).toEqual(
      waiting.sort(),
    );
  });

  it('counts as many ready replicas', () => {
    const ready = seen
      .objects('deployments')
      .map((it) => [`${it.metadata.namespace}/${it.metadata.name}`, Number(it.status.readyReplicas ?? 0)]);

    expect(prometheus(seen, 'kube_deployment_status_replicas_ready', 'namespace', 'deployment')).toEqual(ready.sort());
  });
});

describe('controllers in Prometheus', () => {
  it('say the same as the objects: an autoscaler at its maximum, a failed job, a suspended CronJob, an init container', () => {
    const hpa = observe('hpa-at-maximum');
    const job = observe('job-failed');
    const init = observe('oom-init-container');
    const restarts = init
      .pods('payments-api')
      .flatMap((it) => (it.status.initContainerStatuses as { restartCount: number }[]).map((one) => one.restartCount));

    expect(prometheus(hpa, 'kube_horizontalpodautoscaler_status_desired_replicas', 'namespace')).toEqual([['shop', 3]]);
    expect(prometheus(hpa, 'kube_horizontalpodautoscaler_spec_max_replicas', 'namespace')).toEqual([['shop', 3]]);
    expect(prometheus(job, 'kube_job_status_failed == 1', 'job_name').length).toBe(
      job.pods('db-backup').filter((it) => it.status.phase === 'Failed').length,
    );
    expect(prometheus(observe('cronjob-suspended'), 'kube_cronjob_spec_suspend', 'cronjob')).toEqual([
      ['db-backup', 1],
    ]);
    expect(
      prometheus(init, 'max(kube_pod_init_container_status_restarts_total{namespace="payments"})').map(([, it]) => it),
    ).toEqual([Math.max(...restarts)]);
  });
});

describe('throttling in Prometheus', () => {
  const share =
    'sum by (pod) (increase(container_cpu_cfs_throttled_periods_total{container="catalog-search"}[10m])) / sum by (pod) (increase(container_cpu_cfs_periods_total{container="catalog-search"}[10m]))';

  it('is much in cpu-throttling, and nothing on a quiet day', () => {
    const [throttled, quiet] = ['cpu-throttling', 'healthy'].map((it) => prometheus(observe(it), share, 'pod'));

    expect(throttled).toHaveLength(2);
    expect(throttled?.every(([, value]) => value > 0.5 && value < 1)).toBe(true);
    expect(quiet?.map(([, value]) => value)).toEqual([0, 0]);
  });
});
