import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { placementFindings } from '../scheduling/placement-findings.ts';
import { placementFacts } from '../scheduling/placements.ts';
import { roomWords } from '../scheduling/room-words.ts';

/** No node that would take the pod has as much CPU free (or at all) as it asks for. */
export const cpuRequestDoesNotFit = defineRule({
  code: 'cpu-request-does-not-fit',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['pods'],
  wants: placementFacts,
  judge(evidence, subject) {
    return placementFindings(evidence, subject, 'cpu-request-does-not-fit', 'cpu', (placement) => {
      const { why, next, request } = roomWords(placement, 'cpu');
      const quotes = request ? [quoteField(request, `request of ${placement.workload.name}`)] : [];
      return { why, next, quotes };
    });
  },
});
