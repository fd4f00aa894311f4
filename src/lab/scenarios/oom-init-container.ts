import { crashTimes } from '../world/container-run.ts';
import { defineScenario } from '../world/scenario.ts';
import { rollOut } from '../world/troubles/roll-out.ts';
import { calm } from '../world/world.ts';

/** The container that comes first is killed, so that the one that matters never starts. */
export const oomInitContainer = defineScenario({
  name: 'oom-init-container',
  title: 'OOM: in an init container',
  tell: 'The new payments-api pod in prod-weu stays in PodInitializing: its init container migrate has a limit of 32 MiB and is killed at it after every start; api itself was never started and is not at fault. Give migrate its 128 MiB back. Ask "why payments-api".',
  apply(world) {
    calm(world);
    const { pods, container } = rollOut(world, {
      namespace: 'payments',
      workload: 'payments-api',
      minutesAgo: 39,
      stuck: true,
      init: { memoryRequestMiB: 32, memoryLimitMiB: 32 },
    });
    for (const pod of pods) {
      const begun = new Date(pod.createdAt.getTime() + 1_000);
      pod.waits.set(container.name, { since: pod.createdAt, reason: 'PodInitializing', failure: '' });
      pod.terminations.set('migrate', {
        reason: 'OOMKilled',
        exitCode: 137,
        by: 'limit',
        times: crashTimes(begun, 3_000, world.clock.now()),
        everyMs: 303_000,
      });
    }
  },
});
