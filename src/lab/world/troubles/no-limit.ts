import type { World } from '../world.ts';

const minute = 60_000;
const cycle = 75;

/** A container of report-builder, which has no limit, grows until its node has nothing left and the kernel kills it. */
export function noLimit(world: World): void {
  const now = world.clock.now().getTime();
  const cluster = world.cluster('prod-weu');
  const pod = cluster.pods.find((it) => it.workload.name === 'report-builder' && !it.goneAt);
  if (!pod) throw new Error('The range has no pod of report-builder.');
  const lastKill = now - 3 * minute;
  const begin = lastKill - 3 * cycle * minute;
  pod.terminations.set('report-builder', {
    reason: 'OOMKilled',
    exitCode: 137,
    by: 'node',
    times: [2, 1, 0].map((back) => new Date(lastKill - back * cycle * minute)),
    everyMs: cycle * minute,
  });
  pod.extraMiB.set('report-builder', (at) => {
    const minutes = (at.getTime() - begin) / minute;
    return minutes < 0 ? 0 : (12_800 * (minutes % cycle)) / cycle;
  });
  pod.node.memoryPressure = { since: new Date(lastKill - 6 * minute), until: new Date(lastKill + 5 * minute) };
}
