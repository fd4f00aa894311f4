import { z } from 'zod';
import { defineAction } from '../action.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { clusterById, placeIn } from '../kubernetes/cluster-by-id.ts';
import { mustRollOut } from '../kubernetes/must-roll-out.ts';
import { reachOfRollOut, replicasOf, updateStrategyOf } from '../kubernetes/reach-of.ts';
import { plainTemplate } from '../kubernetes/revisions-of.ts';
import { rollOut } from '../kubernetes/roll-out.ts';
import {
  patchWorkload,
  type RolledWorkload,
  readSame,
  readWorkload,
  touched,
  versionOf,
  workloadTarget,
} from '../kubernetes/workload-target.ts';

/** The annotation by which kubectl restarts as well. */
const restartedAt = 'kubectl.kubernetes.io/restartedAt';

/** Replaces the pods of a workload one after the other, as `kubectl rollout restart` does. */
export const restart = defineAction({
  name: 'restart',
  title: 'Restart it',
  risk: 'low',
  input: z.strictObject(workloadTarget),
  watch: { forMs: 60 * 60_000, everyMs: 5_000 },
  async plan(azure, input, now) {
    const [cluster, workload] = await Promise.all([clusterById(azure, input.clusterId), readWorkload(azure, input)]);
    mustRollOut(workload, { replaces: true });
    const precondition = versionOf(workload);
    await patchWorkload(azure, input, patchAt(now), { resourceVersion: precondition, dryRun: true });
    return {
      sentence: `Restart ${input.kind} ${input.name}: its pods are replaced one after the other.`,
      place: placeIn(cluster, input.namespace),
      objects: [
        {
          ...touched(input),
          fields: [
            {
              ...{ field: `template annotation ${restartedAt}`, before: lastOf(workload) },
              after: 'the time of the run',
            },
          ],
        },
      ],
      reach: await reachOfRollOut(azure, input, workload),
      final: 'a restart has nothing to go back to.',
      before: {
        uid: workload.metadata?.uid ?? '',
        // A roll-out by somebody else meanwhile is another state: the reason to restart may be gone.
        template: fingerprintOf(plainTemplate(workload.spec?.template ?? {})),
        // An autoscaler sets replicas all the time: what matters of them is whether there may be a gap.
        replicas: replicasOf(workload) === 1 ? 'one' : 'several',
        strategy: updateStrategyOf(workload),
      },
      precondition,
    };
  },
  async run(azure, input, plan, now) {
    const options = { resourceVersion: plan.precondition ?? '', dryRun: false };
    await patchWorkload(azure, input, patchAt(now), options);
    return {};
  },
  async verify(azure, input, { before }, { startedAt }) {
    const workload = await readSame(azure, input, before);
    // kubectl writes whole seconds.
    const since = Math.floor(startedAt.getTime() / 1_000) * 1_000;
    if (!(Date.parse(lastOf(workload)) >= since))
      return { state: 'failed', sentence: `${input.name} was not restarted.` };
    return rollOut(workload, startedAt);
  },
});

/** When it was restarted last, as the one who did it wrote it; empty where nobody did. */
function lastOf({ spec }: RolledWorkload): string {
  return spec?.template?.metadata?.annotations?.[restartedAt] ?? '';
}

function patchAt(now: Date): object {
  return { spec: { template: { metadata: { annotations: { [restartedAt]: now.toISOString() } } } } };
}
