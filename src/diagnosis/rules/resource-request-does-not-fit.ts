import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { placementFindings } from '../scheduling/placement-findings.ts';
import { placementFacts } from '../scheduling/placements.ts';
import { roomWords } from '../scheduling/room-words.ts';

/** No node that would take the pod has as much of another resource (devices, disk, pods) as it asks for. */
export const resourceRequestDoesNotFit = defineRule({
  code: 'resource-request-does-not-fit',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['pods'],
  wants: placementFacts,
  judge(evidence, subject) {
    return placementFindings(evidence, subject, 'resource-request-does-not-fit', 'other-resource', (placement) => {
      const { why, next, request } = roomWords(placement, undefined);
      const quotes = request ? [quoteField(request, `request of ${placement.workload.name}`)] : [];
      return { why, next, quotes };
    });
  },
});
