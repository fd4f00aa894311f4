import { z } from 'zod';
import { defineAction } from '../action.ts';
import { nodeTarget, setCordoned } from '../nodes/node-target.ts';
import { planCordon, verifyCordon } from '../nodes/plan-cordon.ts';

/** Closes a node for new pods; those on it stay. */
export const cordon = defineAction({
  name: 'cordon',
  title: 'Cordon the node',
  risk: 'low',
  input: z.strictObject(nodeTarget),
  watch: { forMs: 2 * 60_000, everyMs: 5_000 },
  plan: (azure, input) => planCordon(azure, input, true),
  async run(azure, input, { precondition = '' }) {
    await setCordoned(azure, input, true, { resourceVersion: precondition, dryRun: false });
    return {};
  },
  verify: (azure, input, { before }) => verifyCordon(azure, input, true, before),
  undo: (input) => ({ action: 'uncordon', input }),
});
