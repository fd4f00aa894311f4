import { crashTimes } from '../container-run.ts';
import type { Terminations } from '../estate.ts';
import type { World } from '../world.ts';
import { type RolledOut, type RollOut, rollOut } from './roll-out.ts';

/** How every run of a container ends. */
export interface Crash extends Pick<Terminations, 'exitCode' | 'message' | 'lastWords'> {
  reason?: Terminations['reason'];
  by?: Terminations['by'];
  /** How long each run lasts. */
  ranMs: number;
}

/** A roll-out whose pods end soon after every start, for as long as nobody mends it. */
export function crashLoop(world: World, given: RollOut & { crash: Crash }): RolledOut {
  const { crash, ...roll } = given;
  const rolled = rollOut(world, roll);
  const { ranMs, reason = 'Error', by = 'itself', ...rest } = crash;
  for (const pod of rolled.pods) {
    const begun = new Date(pod.createdAt.getTime() + 3_000);
    pod.terminations.set(rolled.container.name, {
      ...rest,
      reason,
      by,
      times: crashTimes(begun, ranMs, world.clock.now()),
      // From then on the kubelet waits five minutes each time.
      everyMs: 300_000 + ranMs,
    });
  }
  return rolled;
}
