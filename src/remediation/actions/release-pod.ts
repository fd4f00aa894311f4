import { z } from 'zod';
import { UpstreamError, UserError } from '../../errors.ts';
import { defineAction } from '../action.ts';
import { failureWords } from '../life/failure-words.ts';
import { isolationNow } from '../pods/isolation-now.ts';
import { policyName } from '../pods/network-policies.ts';
import { planRelease, releasing, removePolicy } from '../pods/plan-release.ts';
import { podTarget } from '../pods/pod-target.ts';
import { relabelSame } from '../pods/relabel.ts';

/** Takes an isolation back: the pod gets its labels again, and its policy goes. */
export const releasePod = defineAction({
  name: 'release-pod',
  title: 'Release the pod',
  risk: 'high',
  input: z.strictObject(podTarget),
  watch: { forMs: 2 * 60_000, everyMs: 5_000 },
  plan: planRelease,
  async run(azure, input, { before }) {
    const { isLabelled, policyUid } = before;
    if (isLabelled) await relabelSame(azure, input, releasing(before), before);
    if (policyUid === '') return {};
    try {
      await removePolicy(azure, input, before, false);
    } catch (error) {
      if (!isLabelled || (!(error instanceof UpstreamError) && !(error instanceof UserError))) throw error;
      return { detail: `The pod has its labels again; its policy was not seen to go: ${failureWords(error)}` };
    }
    return {};
  },
  async verify(azure, input, { before }) {
    const { name } = input;
    const { isThere, hasPolicy, hasLabel } = await isolationNow(azure, input, before.uid);
    if (!isThere) return { state: 'failed', sentence: `Pod ${name} is gone; who controls it may have ended it.` };
    if (hasLabel) return { state: 'failed', sentence: `${name} is still isolated.` };
    if (hasPolicy)
      return {
        ...{ state: 'failed', partly: true },
        sentence: `${name} is released; NetworkPolicy ${policyName(before.uid)} is still there and chooses nothing.`,
      };
    return { state: 'done', sentence: `${name} is no longer isolated.` };
  },
  undo: (input) => ({ action: 'isolate-pod', input }),
});
