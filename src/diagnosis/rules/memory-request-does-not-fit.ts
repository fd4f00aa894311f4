import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { placementFindings } from '../scheduling/placement-findings.ts';
import { placementFacts } from '../scheduling/placements.ts';
import { roomWords } from '../scheduling/room-words.ts';

/** No node that would take the pod has as much memory free (or at all) as it asks for. */
export const memoryRequestDoesNotFit = defineRule({
  code: 'memory-request-does-not-fit',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['pods'],
  wants: placementFacts,
  judge(evidence, subject) {
    return placementFindings(evidence, subject, 'memory-request-does-not-fit', 'memory', (placement) => {
      const { why, next, request } = roomWords(placement, 'memory');
      const quotes = request ? [quoteField(request, `request of ${placement.workload.name}`)] : [];
      return { why, next, quotes };
    });
  },
});
