import { crashTimes } from '../world/container-run.ts';
import { defineScenario } from '../world/scenario.ts';
import { rollOut } from '../world/troubles/roll-out.ts';
import { calm } from '../world/world.ts';

const payments = { namespace: 'payments', workload: 'payments-api' };

/** Something was wrong this morning, somebody mended it, and nothing is wrong now. */
export const recovered = defineScenario({
  name: 'recovered',
  title: 'An incident that is over',
  tell: 'payments-api in prod-weu was killed at a limit of 128 MiB again and again, until a roll-out two hours ago gave it 384 MiB; since then nothing happened. The answer: nothing is wrong now, and this is what was. Ask "why OOMKilled payments-api".',
  well: true,
  apply(world) {
    calm(world);
    const { pods, container } = rollOut(world, { ...payments, minutesAgo: 420, change: { memoryLimitMiB: 128 } });
    for (const pod of pods)
      pod.terminations.set(container.name, {
        reason: 'OOMKilled',
        exitCode: 137,
        by: 'limit',
        times: crashTimes(pod.createdAt, 17 * 60_000, new Date(world.clock.now().getTime() - 131 * 60_000)),
      });
    rollOut(world, {
      ...payments,
      minutesAgo: 130,
      change: { memoryLimitMiB: 384 },
      cause: 'memory limit 128Mi -> 384Mi',
    });
  },
});
