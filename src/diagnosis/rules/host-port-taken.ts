import { defineRule } from '../rule.ts';
import { placementFindings } from '../scheduling/placement-findings.ts';
import { placementFacts } from '../scheduling/placements.ts';

/** The host port that the pod asks for is taken on every node that would take it. */
export const hostPortTaken = defineRule({
  code: 'host-port-taken',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['pods'],
  wants: placementFacts,
  judge(evidence, subject) {
    return placementFindings(evidence, subject, 'host-port-taken', 'host-port', ({ blocked: [first], workload }) => ({
      why: first
        ? `on ${first.node.metadata?.name} ${first.block.detail}, and no other node is free`
        : 'its host port is taken on every node that would take it',
      next: `Use a Service instead of a host port for ${workload.kind} ${workload.name}, another port, or fewer replicas than nodes.`,
    }));
  },
});
