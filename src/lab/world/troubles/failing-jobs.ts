import { cronPods } from '../build-pods.ts';
import type { World } from '../world.ts';

/** Has the runs of a CronJob fail since some hours ago, with what they write last. */
export function failingJobs(
  world: World,
  given: { namespace: string; workload: string; hoursAgo: number; exitCode: number; lastWords: string[] },
): void {
  const cluster = world.cluster('prod-weu');
  const workload = world.workload(cluster.name, given.namespace, given.workload);
  const now = world.clock.now();
  const { exitCode, lastWords } = given;
  const failing: NonNullable<typeof workload.failing> = {
    since: new Date(now.getTime() - given.hoursAgo * 3_600_000),
    exitCode,
    lastWords,
  };
  workload.failing = failing;
  for (const { completedAt, failed, owner } of cronPods(cluster, workload, now))
    if (failed && completedAt)
      cluster.happenings.push({
        at: completedAt,
        type: 'Warning',
        reason: 'BackoffLimitExceeded',
        message: 'Job has reached the specified backoff limit',
        object: { kind: 'Job', namespace: given.namespace, name: owner.name, uid: owner.uid },
        component: 'job-controller',
        host: '',
      });
  world.mends.push((at) => {
    failing.until = at;
  });
}
