import { defineRule } from '../rule.ts';
import { placementFindings } from '../scheduling/placement-findings.ts';
import { placementFacts } from '../scheduling/placements.ts';

/** The pod's volume can be reached from no node that would take it. */
export const volumeInAnotherZone = defineRule({
  code: 'volume-in-another-zone',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['pods'],
  wants: placementFacts,
  judge(evidence, subject) {
    return placementFindings(
      evidence,
      subject,
      'volume-in-another-zone',
      'volume-zone',
      ({ blocked: [first], workload }) => ({
        why: first
          ? `its volume is elsewhere: ${first.node.metadata?.name} ${first.block.detail}`
          : 'its volume can be reached from no node that would take it',
        next: `Add a node where the volume of ${workload.kind} ${workload.name} is (its zone), or move the data to a zone-redundant disk.`,
      }),
    );
  },
});
