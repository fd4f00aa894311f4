import { defineScenario } from '../world/scenario.ts';
import { calm } from '../world/world.ts';

const minute = 60_000;
const cycle = 97;

/** Memory jumps within seconds, between two samples. */
export const oomSpike = defineScenario({
  name: 'oom-spike',
  title: 'OOM: a sudden spike',
  tell: 'fraud-score in prod-weu uses 600 MiB of 1024 MiB in every sample, and yet is killed at its limit every hour and a half: a single request needs the rest within seconds, which only the kernel saw. Bound the batch, or make room for it. Ask "why OOMKilled fraud-score".',
  apply(world) {
    calm(world);
    const now = world.clock.now().getTime();
    const pods = world.cluster('prod-weu').pods.filter((it) => it.workload.name === 'fraud-score');
    for (const [index, pod] of pods.entries()) {
      // Forty seconds past a minute: the samples, which are taken on the minute, miss the rise.
      const last = Math.floor(now / minute) * minute - (7 + index * 40) * minute + 40_000;
      pod.terminations.set('fraud-score', {
        reason: 'OOMKilled',
        exitCode: 137,
        by: 'limit',
        growth: 'spike',
        times: [3, 2, 1, 0].map((back) => new Date(last - back * cycle * minute)),
        everyMs: cycle * minute,
      });
    }
  },
});
