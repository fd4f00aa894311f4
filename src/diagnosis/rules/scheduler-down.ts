import type { V1Node, V1Pod } from '@kubernetes/client-node';
import type { ObjectRef } from '../../model/finding.ts';
import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** The scheduler looks at a new pod within moments, and says so when it finds no node. */
const patienceMs = 30_000;

/** Pods wait for a node and nobody has even looked at them: the scheduler does not run. */
export const schedulerDown = defineRule({
  code: 'scheduler-down',
  explains: ['Pending', 'Failing'],
  needs: ['pods', 'events'],
  wants: [...situationFacts, 'systemPods'],
  judge(evidence, subject, now) {
    const { workloads, nodes, eventsOf } = situationOf(evidence);
    const pods = workloads.flatMap((it) => it.pods);
    const alive = lastPlacement([...pods, ...(evidence.systemPods?.value ?? [])]);
    const waiting = pods.filter((pod) => {
      const age = now.getTime() - (pod.metadata?.creationTimestamp?.getTime() ?? now.getTime());
      const isGated = (pod.spec?.schedulingGates ?? []).length > 0;
      const isOurs = (pod.spec?.schedulerName ?? 'default-scheduler') === 'default-scheduler';
      // Whoever placed a pod since then has looked at this one, too.
      const isPassedOver = alive > (pod.metadata?.creationTimestamp?.getTime() ?? 0) + patienceMs;
      return (
        !isPassedOver &&
        !pod.spec?.nodeName &&
        pod.status?.phase === 'Pending' &&
        age > patienceMs &&
        !isGated &&
        isOurs
      );
    });
    const isUnseen = waiting.every((pod) => {
      const { namespace = '', name = '' } = pod.metadata ?? {};
      // The scheduler tells of its failure in an event, and in the pod's condition.
      const isToldOf = pod.status?.conditions?.some(
        ({ type, reason }) => type === 'PodScheduled' && reason === 'Unschedulable',
      );
      return !isToldOf && eventsOf({ kind: 'Pod', namespace, name }).every(({ reason }) => !/Schedul/.test(reason));
    });
    const [first] = waiting;
    if (!first || !isUnseen) return undefined;
    const scheduler = evidence.systemPods?.value.find((pod) => pod.metadata?.name?.startsWith('kube-scheduler'));
    const node = nodes.find(isControlPlane)?.metadata?.name ?? scheduler?.spec?.nodeName;
    const about: ObjectRef = node
      ? { kind: 'Node', namespace: '', name: node }
      : { kind: 'Cluster', namespace: '', name: subject.cluster.name };
    return {
      code: 'scheduler-down',
      about,
      confidence: 0.85,
      sentence: `The scheduler does not run: ${waiting.length} ${waiting.length === 1 ? 'pod waits' : 'pods wait'} for a node, ${first.metadata?.name} first, and no scheduler has said a word about ${waiting.length === 1 ? 'it' : 'them'}.`,
      quotes: [quoteField(first.status?.phase ?? 'Pending', `phase of ${first.metadata?.name}`)],
      suggestions: [
        {
          text: node
            ? `See whether kube-scheduler runs on ${node}, and what its log says.`
            : 'The control plane is AKS\' own: run "az aks show" for its state, and open a support request.',
        },
      ],
    };
  },
});

/** When the scheduler last gave a pod a node, as far as pods tell (milliseconds): not before its making. Static pods need no scheduler. */
function lastPlacement(pods: readonly V1Pod[]): number {
  const placed = pods.filter(
    ({ spec, metadata }) =>
      spec?.nodeName &&
      (spec.schedulerName ?? 'default-scheduler') === 'default-scheduler' &&
      metadata?.annotations?.['kubernetes.io/config.mirror'] === undefined &&
      metadata?.ownerReferences?.[0]?.kind !== 'Node',
  );
  return Math.max(0, ...placed.map(({ metadata }) => metadata?.creationTimestamp?.getTime() ?? 0));
}

function isControlPlane({ metadata }: V1Node): boolean {
  const labels = metadata?.labels ?? {};
  return (
    'node-role.kubernetes.io/control-plane' in labels ||
    'node-role.kubernetes.io/master' in labels ||
    labels['kubernetes.io/role'] === 'master'
  );
}
