import { z } from 'zod';
import { defineAction } from '../action.ts';
import { nodeTarget, setCordoned } from '../nodes/node-target.ts';
import { planCordon, verifyCordon } from '../nodes/plan-cordon.ts';

/** Opens a node for pods again. */
export const uncordon = defineAction({
  name: 'uncordon',
  title: 'Uncordon the node',
  risk: 'low',
  input: z.strictObject(nodeTarget),
  watch: { forMs: 2 * 60_000, everyMs: 5_000 },
  plan: (azure, input) => planCordon(azure, input, false),
  async run(azure, input, { precondition = '' }) {
    await setCordoned(azure, input, false, { resourceVersion: precondition, dryRun: false });
    return {};
  },
  verify: (azure, input, { before }) => verifyCordon(azure, input, false, before),
  undo: (input) => ({ action: 'cordon', input }),
});
