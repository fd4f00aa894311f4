import { defineScenario } from '../world/scenario.ts';
import { calm } from '../world/world.ts';

/** Nothing failed, and nothing runs. */
export const cronjobSuspended = defineScenario({
  name: 'cronjob-suspended',
  title: 'A CronJob that is suspended',
  tell: 'db-backup in prod-weu has not run for nine hours because somebody suspended it; its last runs succeeded. Set suspend to false, and run it once by hand. Ask "why db-backup in prod-weu".',
  apply(world) {
    calm(world);
    const workload = world.workload('prod-weu', 'platform', 'db-backup');
    workload.suspendedAt = new Date(world.clock.now().getTime() - 9 * 3_600_000);
    world.mends.push(() => {
      delete workload.suspendedAt;
    });
  },
});
