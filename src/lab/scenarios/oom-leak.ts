import { defineScenario } from '../world/scenario.ts';
import { rollOut } from '../world/troubles/roll-out.ts';
import { calm } from '../world/world.ts';

const minute = 60_000;
const cycle = 370;

/** Memory grows evenly for hours, whatever the load, until the limit ends it. */
export const oomLeak = defineScenario({
  name: 'oom-leak',
  title: 'OOM: a leak',
  tell: 'Since ledger 4.1.0 was rolled out 20 hours ago in prod-weu, both replicas grow evenly from 450 MiB to their limit of 768 MiB in six hours and are killed. A larger limit only buys time: find the leak, or roll back. Ask "why OOMKilled ledger".',
  apply(world) {
    calm(world);
    const { pods, container } = rollOut(world, {
      namespace: 'payments',
      workload: 'ledger',
      minutesAgo: 3 * cycle + 75,
      image: 'contoso.azurecr.io/ledger:4.1.0',
      cause: 'image 4.0.1 -> 4.1.0',
    });
    for (const [index, pod] of pods.entries())
      pod.terminations.set(container.name, {
        reason: 'OOMKilled',
        exitCode: 137,
        by: 'limit',
        growth: 'even',
        times: [1, 2, 3].map((it) => new Date(pod.createdAt.getTime() + (it * cycle + index * 31) * minute)),
        everyMs: cycle * minute,
      });
  },
});
