import { defineScenario } from '../world/scenario.ts';
import { rollOut } from '../world/troubles/roll-out.ts';
import { calm } from '../world/world.ts';

/** A limit that is too small for the runtime's own start: not even the sandbox comes to be. */
export const oomSandbox = defineScenario({
  name: 'oom-sandbox',
  title: "OOM: below the runtime's floor",
  tell: 'The new cart pod in prod-weu stays in ContainerCreating without an address: its limit is 4 (somebody meant 4 GiB, and wrote 4Mi), less than the runtime needs to set up a sandbox, which the kernel kills. No container ran, so there is no log. Correct the unit. Ask "why cart".',
  apply(world) {
    calm(world);
    const { pods, container } = rollOut(world, {
      namespace: 'shop',
      workload: 'cart',
      minutesAgo: 23,
      stuck: true,
      change: { memoryRequestMiB: 4, memoryLimitMiB: 4 },
    });
    for (const pod of pods)
      pod.waits.set(container.name, {
        since: new Date(pod.createdAt.getTime() + 1_000),
        reason: 'ContainerCreating',
        failure:
          'rpc error: code = Unknown desc = failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?): unknown',
      });
  },
});
