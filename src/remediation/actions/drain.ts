import { z } from 'zod';
import { defineAction } from '../action.ts';
import { evictAll, keptWords, patienceOf } from '../nodes/evict-all.ts';
import { nodeTarget, setCordoned } from '../nodes/node-target.ts';
import { planDrain } from '../nodes/plan-drain.ts';
import { podsOn } from '../nodes/pods-on.ts';
import { verifyDrain } from '../nodes/verify-drain.ts';

/** So long budgets are waited for, within `runMs`. */
const evictMs = 9 * 60_000;

/** Closes a node for new pods and asks those on it to go, as their budgets allow. */
export const drain = defineAction({
  name: 'drain',
  title: 'Drain the node',
  risk: 'high',
  input: z.strictObject({ ...nodeTarget, unmanaged: z.boolean().optional(), localData: z.boolean().optional() }),
  watch: { forMs: 20 * 60_000, everyMs: 5_000 },
  runMs: 11 * 60_000,
  plan: planDrain,
  async run(azure, input, { before, objects, precondition = '' }) {
    const { clusterId, name } = input;
    const planned = new Set(objects.filter((it) => it.kind === 'Pod').map((it) => `${it.namespace}/${it.name}`));
    const { going } = podsOn(name, await azure.kubernetes.list(clusterId, 'pods'));
    if (!before.cordoned) await setCordoned(azure, input, true, { resourceVersion: precondition, dryRun: false });
    // A pod that came after the plan was made was approved by nobody.
    const meant = going.filter((it) => planned.has(`${it.metadata?.namespace}/${it.metadata?.name}`));
    return { detail: keptWords(meant.length, await evictAll(azure, clusterId, meant, patienceOf(evictMs))) };
  },
  verify: verifyDrain,
  undo: (input, { before }) =>
    before.cordoned ? undefined : { action: 'uncordon', input: { clusterId: input.clusterId, name: input.name } },
});
