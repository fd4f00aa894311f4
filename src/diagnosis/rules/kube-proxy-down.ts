import type { V1Node, V1Pod } from '@kubernetes/client-node';
import type { EventFact } from '../../evidence/kubernetes/event-fact.ts';
import type { Finding, Quote } from '../../model/finding.ts';
import { quoteEvent, quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { isReady } from '../situation/workload.ts';

/** A pod or a node this young may still be on its way. */
const youngMs = 3 * 60_000;
const lately = 15 * 60_000;
/** Within the hour that events are kept; an upgrade or a reboot makes one or two. */
const manyStarts = 4;

interface Fault {
  what: string;
  confidence: number;
  quotes: Quote[];
}

/** The kube-proxy of a node does not run or keeps starting anew: Services cannot be reached from that node. */
export const kubeProxyDown = defineRule({
  code: 'kube-proxy-down',
  explains: ['Unreachable', 'Failing', 'NotReady', 'Slow'],
  needs: ['nodes'],
  wants: [...situationFacts, 'systemPods'],
  judge(evidence, _subject, now): Finding[] {
    const { nodes, eventsOf } = situationOf(evidence);
    const proxies = Map.groupBy((evidence.systemPods?.value ?? []).filter(isProxy), (pod) => pod.spec?.nodeName ?? '');
    // A kubelet that is not well is the larger trouble; Windows and virtual nodes have no such pod.
    const able = nodes.filter((node) => isLinux(node) && isWell(node) && !isYoung(node, now));
    // Where most nodes have none, something else does its work (Cilium), or it is no pod.
    const isEverywhere = able.filter(({ metadata }) => proxies.has(metadata?.name ?? '')).length > able.length / 2;
    const starts = able.map((node) => startsOf(node, eventsOf, now));
    return able.flatMap((node, index) => {
      const name = node.metadata?.name ?? '';
      const fault = ofPods(name, proxies.get(name), isEverywhere, now) ?? ofStarts(starts, index);
      if (!fault) return [];
      const { what, ...known } = fault;
      return {
        code: 'kube-proxy-down',
        about: { kind: 'Node', namespace: '', name },
        ...known,
        sentence: `kube-proxy on node ${name} ${what}: pods there reach no Service, or go by routes that are out of date.`,
        suggestions: [
          {
            text: `See why kube-proxy fails on ${name} (kubectl -n kube-system logs -l component=kube-proxy, or journalctl -u kube-proxy on the node); cordon the node until it runs.`,
          },
        ],
      };
    });
  },
});

function ofPods(node: string, pods: V1Pod[] | undefined, isEverywhere: boolean, now: Date): Fault | undefined {
  if (!pods) {
    if (!isEverywhere) return undefined;
    const what = 'is missing, though most other nodes run it';
    return { what, confidence: 0.6, quotes: [quoteField(node, 'name of the node')] };
  }
  // An update replaces the pod: the one that is well, or still young, counts.
  if (pods.some((pod) => isReady(pod) || isYoung(pod, now))) return undefined;
  const [pod] = pods;
  const statuses = pod?.status?.containerStatuses ?? [];
  const restarts = statuses.reduce((sum, it) => sum + it.restartCount, 0);
  const reason = statuses.find((it) => it.state?.waiting?.reason)?.state?.waiting?.reason;
  const shown = reason ?? pod?.status?.phase;
  return {
    what: `is not ready (${shown ?? 'no state is told'}, ${restarts} ${restarts === 1 ? 'restart' : 'restarts'})`,
    confidence: 0.85,
    quotes: shown ? [quoteField(shown, `state of pod ${pod?.metadata?.name}`)] : [],
  };
}

/** It keeps starting on one node, far more often than on any other. */
function ofStarts(starts: EventFact[][], index: number): Fault | undefined {
  const own = starts[index] ?? [];
  const [last] = own;
  const count = timesOf(own);
  const others = Math.max(0, ...starts.map((it, at) => (at === index ? 0 : timesOf(it))));
  if (!last || count < manyStarts || count < 2 * others) return undefined;
  return {
    what: `has started ${count} times within the hour, on no other node more than ${others} times`,
    confidence: 0.6,
    quotes: [{ ...quoteEvent(last), text: last.reason }],
  };
}

/** Its starts, newest first, while they go on; the kubelet tells of its own start with a message, kube-proxy without. */
function startsOf(node: V1Node, eventsOf: (of: Finding['about'] & object) => EventFact[], now: Date): EventFact[] {
  const found = eventsOf({ kind: 'Node', namespace: '', name: node.metadata?.name ?? '' })
    .filter(({ reason, message }) => reason === 'Starting' && message === '')
    .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime());
  return found[0] && now.getTime() - found[0].lastAt.getTime() < lately ? found : [];
}

const timesOf = (events: EventFact[]): number => events.reduce((sum, { count }) => sum + count, 0);

function isProxy({ metadata }: V1Pod): boolean {
  const labels = metadata?.labels ?? {};
  return (
    labels.component === 'kube-proxy' || labels['k8s-app'] === 'kube-proxy' || /^kube-proxy-/.test(metadata?.name ?? '')
  );
}

function isLinux({ metadata }: V1Node): boolean {
  const labels = metadata?.labels ?? {};
  return (labels['kubernetes.io/os'] ?? 'linux') === 'linux' && labels.type !== 'virtual-kubelet';
}

function isWell({ status }: V1Node): boolean {
  return (status?.conditions?.find(({ type }) => type === 'Ready')?.status ?? 'True') === 'True';
}

function isYoung({ metadata }: V1Node | V1Pod, now: Date): boolean {
  const born = metadata?.creationTimestamp;
  return born !== undefined && now.getTime() - new Date(born).getTime() < youngMs;
}
