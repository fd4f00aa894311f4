import { replica } from '../build-pods.ts';
import type { Pod } from '../estate.ts';
import type { World } from '../world.ts';

const minute = 60_000;

/** How a workload is killed by its own limit. */
export interface OomByLimit {
  cluster: string;
  namespace: string;
  workload: string;
  container: string;
  limitMiB: number;
  times: number;
  everyMinutes: number;
}

const payments: OomByLimit = {
  cluster: 'prod-weu',
  namespace: 'payments',
  workload: 'payments-api',
  container: 'api',
  limitMiB: 256,
  times: 7,
  everyMinutes: 23,
};

/** Since a roll-out about three hours ago every replica reaches its limit again and again, the last time minutes ago. */
export function oomByLimit(world: World, given: Partial<OomByLimit> = {}): void {
  const trouble = { ...payments, ...given };
  const now = world.clock.now().getTime();
  const cluster = world.cluster(trouble.cluster);
  const workload = world.workload(trouble.cluster, trouble.namespace, trouble.workload);
  const rolledOutAt = new Date(now - (trouble.times * trouble.everyMinutes + 9) * minute);
  const before = workload.rollouts.at(-1);
  const current = workload.containers.find((it) => it.name === trouble.container);
  if (!before || !current) throw new Error(`The range has no container ${trouble.container} in ${trouble.workload}.`);
  current.memoryLimitMiB = trouble.limitMiB;

  const old = cluster.pods.filter((pod) => pod.workload === workload && !pod.goneAt);
  if (workload.rollouts.length > 1) workload.rollouts.pop();
  const previous = workload.rollouts.at(-1) ?? before;
  if (workload.name === 'payments-api') previous.image = world.image('contoso.azurecr.io/payments-api:1.7');
  workload.rollouts.push({
    revision: previous.revision + 1,
    at: rolledOutAt,
    image: current.image,
    cause: `image ${previous.image.tags[0]} -> ${current.image.tags[0]}`,
  });
  for (const [index, pod] of old.entries()) pod.goneAt = new Date(rolledOutAt.getTime() + (index + 1) * 25_000);
  const pods = old.map((_, index): Pod => {
    const pod = replica(cluster, workload, index, new Date(rolledOutAt.getTime() + index * 20_000));
    const last = now - (4 + index * 2.5) * minute;
    pod.terminations.set(trouble.container, {
      reason: 'OOMKilled',
      exitCode: 137,
      by: 'limit',
      times: Array.from(
        { length: trouble.times },
        (__, step) => new Date(last - (trouble.times - 1 - step) * trouble.everyMinutes * minute),
      ),
      everyMs: trouble.everyMinutes * minute,
    });
    return pod;
  });
  cluster.pods.push(...pods);
}
