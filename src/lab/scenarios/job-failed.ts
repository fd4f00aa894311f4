import { defineScenario } from '../world/scenario.ts';
import { failingJobs } from '../world/troubles/failing-jobs.ts';
import { calm } from '../world/world.ts';

/** A backup that does not happen, and that nobody calls for. */
export const jobFailed = defineScenario({
  name: 'job-failed',
  title: 'A job that failed',
  tell: 'Every run of db-backup in prod-weu since this morning ends with exit code 1 (the password was changed): Job conditions say BackoffLimitExceeded, its pod Failed, its log why. Give it the new password and run it by hand. Ask "why db-backup in prod-weu".',
  apply(world) {
    calm(world);
    failingJobs(world, {
      namespace: 'platform',
      workload: 'db-backup',
      hoursAgo: 5,
      exitCode: 1,
      lastWords: [
        'TIME INFO connecting to orders-db.shop:5432 as backup',
        'TIME FATAL pg_dump: error: connection to server at "orders-db.shop" failed: FATAL: password authentication failed for user "backup"',
      ],
    });
  },
});
