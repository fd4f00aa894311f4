import { crashTimes } from '../world/container-run.ts';
import { defineScenario } from '../world/scenario.ts';
import { complain } from '../world/troubles/complain.ts';
import { calm } from '../world/world.ts';

/** A database ends at every start, and those who need it fail: the cause is one, the noise is many. */
export const dependencyDown = defineScenario({
  name: 'dependency-down',
  title: 'A dependency that is down',
  tell: 'orders-db in prod-weu has no space left for its log and ends at every start; checkout-api runs and is not ready, because its health check asks the database. Mend orders-db (a larger volume), not checkout-api. Ask "why checkout-api in prod-weu".',
  apply(world) {
    calm(world);
    const now = world.clock.now();
    const since = new Date(now.getTime() - 31 * 60_000);
    const cluster = world.cluster('prod-weu');
    for (const pod of cluster.pods.filter((it) => it.workload.name === 'orders-db'))
      pod.terminations.set('postgres', {
        reason: 'Error',
        exitCode: 1,
        by: 'itself',
        lastWords: [
          'TIME LOG database system was not properly shut down; automatic recovery in progress',
          'TIME FATAL could not write to file "pg_wal/xlogtemp.29": No space left on device',
        ],
        times: [since, ...crashTimes(new Date(since.getTime() + 10_000), 5_000, now)],
        everyMs: 305_000,
      });
    for (const pod of cluster.pods.filter((it) => it.workload.name === 'checkout-api'))
      pod.unready.set('api', {
        since: new Date(since.getTime() + 20_000),
        failure: 'HTTP probe failed with statuscode: 503',
      });
    complain(cluster, 'checkout-api', since, 'SELECT orders failed: connect ECONNREFUSED orders-db.shop:5432');
  },
});
