import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { placementFindings } from '../scheduling/placement-findings.ts';
import { placementFacts } from '../scheduling/placements.ts';

/** On every node that would take the pod, its replicas would be spread too unevenly. */
export const topologySpreadUnsatisfiable = defineRule({
  code: 'topology-spread-unsatisfiable',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['pods'],
  wants: placementFacts,
  judge(evidence, subject) {
    return placementFindings(
      evidence,
      subject,
      'topology-spread-unsatisfiable',
      'spread',
      ({ pod, blocked, workload }) => {
        const spread = pod.spec?.topologySpreadConstraints?.find((it) => it.whenUnsatisfiable === 'DoNotSchedule');
        const [first] = blocked;
        return {
          why: `its spread over ${spread?.topologyKey ?? 'the nodes'} (at most ${spread?.maxSkew ?? 1} apart) leaves no node${first ? `: ${first.node.metadata?.name} ${first.block.detail}` : ''}`,
          next: `Let the spread of ${workload.kind} ${workload.name} be ScheduleAnyway, raise its maxSkew, or add room where it has the fewest pods.`,
          quotes: spread ? [quoteField(spread.topologyKey, `topology spread of ${workload.name}`)] : [],
        };
      },
    );
  },
});
