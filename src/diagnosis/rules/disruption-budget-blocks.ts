import type { V1Node, V1Pod } from '@kubernetes/client-node';
import { quoteEvent, quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { meetsSelector } from '../scheduling/label-match.ts';
import { refOf, situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { controllerOf } from '../situation/workloads.ts';

const refused = /disruption budget|\bPDB\b/i;
const recentMs = 60 * 60_000;

/** A node is to be emptied, and a PodDisruptionBudget lets none of its last pods go: upgrades and drains wait for it. */
export const disruptionBudgetBlocks = defineRule({
  code: 'disruption-budget-blocks',
  explains: ['Failing', 'Pending', 'NotReady'],
  needs: ['disruptionBudgets', 'pods', 'nodes'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    const { eventsOf } = situationOf(evidence);
    const closed = evidence.nodes.value.filter(({ spec }) => spec?.unschedulable);
    return closed.flatMap((node) => {
      const ref = { ...refOf('Node', node), namespace: '' };
      const left = evidence.pods.value.filter((pod) => isToLeave(pod, node));
      const blocking = evidence.disruptionBudgets.value.flatMap((budget) => {
        const { disruptionsAllowed = 0, expectedPods = 0 } = budget.status ?? {};
        const pods = left.filter(
          (pod) =>
            pod.metadata?.namespace === budget.metadata?.namespace &&
            meetsSelector(pod.metadata?.labels, budget.spec?.selector),
        );
        return disruptionsAllowed === 0 && expectedPods > 0 && pods.length > 0 ? [{ budget, pods }] : [];
      });
      const [first] = blocking;
      if (!first) return [];
      const held = new Set(blocking.flatMap(({ pods }) => pods));
      const event = [ref, ...first.pods.map((pod) => refOf('Pod', pod))]
        .flatMap(eventsOf)
        .find(({ message, lastAt }) => refused.test(message) && now.getTime() - lastAt.getTime() < recentMs);
      const { namespace = '', name = '' } = first.budget.metadata ?? {};
      const { currentHealthy = 0, desiredHealthy = 0 } = first.budget.status ?? {};
      const isIll = currentHealthy < desiredHealthy;
      const bound = first.budget.spec?.maxUnavailable ?? first.budget.spec?.minAvailable;
      const which = first.budget.spec?.maxUnavailable !== undefined ? 'maxUnavailable' : 'minAvailable';
      // None may be missing, however many there are.
      const isFixed =
        (which === 'minAvailable' && bound === '100%') || (which === 'maxUnavailable' && /^0%?$/.test(String(bound)));
      return {
        code: 'disruption-budget-blocks',
        about: ref,
        // Somebody may have closed the node and not begun to empty it: then others would still be there.
        confidence: event ? 0.93 : held.size === left.length ? 0.7 : 0.25,
        sentence: `Node ${ref.name} cannot be emptied: PodDisruptionBudget ${name} lets no pod go (${currentHealthy} healthy, ${desiredHealthy} must be), and ${first.pods[0]?.metadata?.name}${held.size > 1 ? ` and ${held.size - 1} more` : ''} ${held.size > 1 ? 'are' : 'is'} still on it.`,
        quotes: [
          ...(event ? [quoteEvent(event)] : []),
          ...(bound !== undefined ? [quoteField(String(bound), `${which} of PodDisruptionBudget ${name}`)] : []),
        ],
        suggestions: [
          {
            text: isIll
              ? `Make the pods of PodDisruptionBudget ${name} healthy again first; unhealthyPodEvictionPolicy AlwaysAllow would let those go that are not.`
              : `${isFixed ? 'No number of replicas lets a pod go: loosen' : 'Add a replica, or loosen'} the budget for as long as the drain lasts: kubectl patch pdb ${name} -n ${namespace} -p '{"spec":{"minAvailable":null,"maxUnavailable":1}}'.`,
          },
        ],
      };
    });
  },
});

/** Pods of DaemonSets and of the node itself stay when it is emptied. */
function isToLeave(pod: V1Pod, node: V1Node): boolean {
  const owner = controllerOf(pod)?.kind;
  const isOver = pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
  return pod.spec?.nodeName === node.metadata?.name && owner !== 'DaemonSet' && owner !== 'Node' && !isOver;
}
