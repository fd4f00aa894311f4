import { quoteEvent, quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { refOf, situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const down = /container runtime (?:is|status check|not ready|down)|PLEG is not healthy|runtime is down/i;
const unreachable = /(?:containerd|crio|cri-dockerd|dockershim)\.sock|container runtime is not running/i;
const lately = 10 * 60_000;

/** A node's container runtime does not answer its kubelet: no container can be made or looked after there. */
export const containerRuntimeDown = defineRule({
  code: 'container-runtime-down',
  explains: ['NotReady', 'Pending', 'Unreachable', 'Failing'],
  needs: ['nodes'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    const { nodes, workloads, eventsOf } = situationOf(evidence);
    const podsOn = Map.groupBy(
      workloads.flatMap((it) => it.pods),
      (pod) => pod.spec?.nodeName,
    );
    return nodes.flatMap((node) => {
      const { name } = refOf('Node', node);
      const ready = node.status?.conditions?.find(({ type }) => type === 'Ready');
      const isDown = ready?.status === 'False' && down.test(ready.message ?? '');
      const pods = podsOn.get(name) ?? [];
      const event = [{ kind: 'Node', namespace: '', name }, ...pods.map((pod) => refOf('Pod', pod))]
        .flatMap(eventsOf)
        .find(({ message, lastAt }) => unreachable.test(message) && now.getTime() - lastAt.getTime() < lately);
      if (!isDown && !event) return [];
      return {
        code: 'container-runtime-down',
        about: { kind: 'Node', namespace: '', name },
        confidence: isDown ? 0.97 : ready?.status === 'True' ? 0.6 : 0.8,
        sentence: `The container runtime of node ${name} does not answer: no container can start there, and ${pods.length} ${pods.length === 1 ? 'pod that was looked at is' : 'pods that were looked at are'} on it.`,
        quotes: [
          ...(isDown && ready.message
            ? [quoteField(ready.message, `condition Ready of node ${name}`, ready.lastTransitionTime)]
            : []),
          ...(event ? [quoteEvent(event)] : []),
        ],
        suggestions: [
          { text: `Restart containerd on ${name} (systemctl restart containerd), or cordon the node and reimage it.` },
        ],
      };
    });
  },
});
