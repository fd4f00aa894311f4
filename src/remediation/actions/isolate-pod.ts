import { z } from 'zod';
import { UpstreamError, UserError } from '../../errors.ts';
import { defineAction } from '../action.ts';
import { failureWords } from '../life/failure-words.ts';
import { isolationNow } from '../pods/isolation-now.ts';
import { denyAll, policyName } from '../pods/network-policies.ts';
import { isolating, planIsolation } from '../pods/plan-isolation.ts';
import { podTarget } from '../pods/pod-target.ts';
import { relabelSame } from '../pods/relabel.ts';

/** Cuts a pod off by a policy that denies all, takes it from its services and its controller, and keeps it for a look. */
export const isolatePod = defineAction({
  name: 'isolate-pod',
  title: 'Isolate the pod',
  risk: 'high',
  input: z.strictObject(podTarget),
  watch: { forMs: 5 * 60_000, everyMs: 5_000 },
  plan: planIsolation,
  async run(azure, input, { before }) {
    // The policy first: alone it chooses nothing, and with the labels it acts at once.
    const policy = denyAll(input, before.uid);
    await azure.change.kubernetes.apply(input.clusterId, 'networkpolicies', policy, { dryRun: false });
    try {
      await relabelSame(azure, input, isolating(before), before);
    } catch (error) {
      if (!(error instanceof UpstreamError) && !(error instanceof UserError)) throw error;
      return { detail: `The policy was made; the labels of the pod were not seen to change: ${failureWords(error)}` };
    }
    return {};
  },
  async verify(azure, input, { before }) {
    const { name } = input;
    const { isThere, hasPolicy, hasLabel, servedBy, stillOpen } = await isolationNow(azure, input, before.uid);
    if (!isThere) return { state: 'failed', sentence: `Pod ${name} is gone: there is nothing left to keep.` };
    if (!hasPolicy && !hasLabel) return { state: 'failed', sentence: `${name} is not isolated: nothing was changed.` };
    if (!hasLabel)
      return {
        ...{ state: 'failed', partly: true },
        sentence: `${name} is not isolated: NetworkPolicy ${policyName(before.uid)} is there, but the pod has its labels still.`,
      };
    if (!hasPolicy)
      return {
        ...{ state: 'failed', partly: true },
        sentence: `${name} is out of its services, but not cut off: its NetworkPolicy is not there.`,
      };
    if (servedBy.length > 0)
      return {
        state: 'pending',
        sentence: `${name} is cut off; ${servedBy.join(', ')} still names it as an endpoint.`,
      };
    return { state: 'done', sentence: [`${name} is cut off, serves nobody and is kept.`, ...stillOpen].join(' ') };
  },
  undo: (input) => ({ action: 'release-pod', input }),
});
