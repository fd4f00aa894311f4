import type { V1Node } from '@kubernetes/client-node';
import type { Measured } from '../../evidence/estate/use-now.ts';
import { mebibytes } from '../../evidence/kubernetes/mebibytes.ts';
import { quantity } from '../../evidence/kubernetes/quantity.ts';
import type { NodeStanding, PodStanding, Stand, Use } from '../../model/standing.ts';

/** Above this share of what pods may use, a node has next to no room. */
const fullAt = 0.9;

/** How a node stands, with the pods that run on it. */
export function nodeStanding(
  node: V1Node,
  { pods, measured }: { pods: readonly PodStanding[]; measured: Measured | undefined },
): NodeStanding {
  const { metadata, spec, status } = node;
  const holding = (status?.conditions ?? []).filter(({ status: holds }) => holds === 'True').map(({ type }) => type);
  const isReady = holding.includes('Ready');
  const states = [
    isReady ? 'Ready' : 'NotReady',
    ...holding.filter((type) => type.endsWith('Pressure') || type.endsWith('Problem') || type.endsWith('Unavailable')),
    ...(spec?.unschedulable ? ['cordoned'] : []),
  ];
  const cpuLimit = quantity(status?.allocatable?.cpu) ?? measured?.cpuBound;
  const memoryLimitMiB = mebibytes(status?.allocatable?.memory) ?? measured?.memoryBoundMiB;
  const use: Use = {
    ...(measured?.cpu !== undefined && { cpu: measured.cpu }),
    ...(measured?.memoryMiB !== undefined && { memoryMiB: measured.memoryMiB }),
    ...(cpuLimit !== undefined && { cpuLimit }),
    ...(memoryLimitMiB !== undefined && { memoryLimitMiB }),
  };
  const troubled = pods.filter(({ level }) => level === 'attention');
  const mostPods = quantity(status?.allocatable?.pods);
  const pool = metadata?.labels?.agentpool ?? metadata?.labels?.['kubernetes.azure.com/agentpool'];
  return {
    ...standOf(states, use, troubled),
    name: metadata?.name ?? '',
    ...(pool && { pool }),
    ...(status?.nodeInfo?.kubeletVersion && { version: status.nodeInfo.kubeletVersion }),
    ...(metadata?.creationTimestamp && { createdAt: new Date(metadata.creationTimestamp) }),
    ...{ states, pods: pods.length, troubled: troubled.length, use },
    ...(mostPods !== undefined && { mostPods }),
  };
}

/** A node of which only its pods tell. */
export function unseenNode(name: string, pods: readonly PodStanding[]): NodeStanding {
  const troubled = pods.filter(({ level }) => level === 'attention');
  const reasons = podsInTrouble(troubled);
  return {
    level: troubled.length > 0 ? 'warning' : 'unknown',
    reasons,
    name,
    states: [],
    pods: pods.length,
    troubled: troubled.length,
    use: {},
  };
}

function standOf(
  states: readonly string[],
  { cpu, cpuLimit, memoryMiB, memoryLimitMiB }: Use,
  troubled: readonly PodStanding[],
): Stand {
  const isReady = states.includes('Ready');
  const full = (what: string, used: number | undefined, of: number | undefined) =>
    used !== undefined && of && used / of >= fullAt ? [`${what} at ${Math.round((100 * used) / of)} %`] : [];
  const odd = [
    ...states.filter((it) => it !== 'Ready' && it !== 'NotReady'),
    ...full('memory', memoryMiB, memoryLimitMiB),
    ...full('CPU', cpu, cpuLimit),
    ...podsInTrouble(troubled),
  ];
  if (!isReady) return { level: 'attention', reasons: ['not ready', ...odd] };
  return { level: odd.length > 0 ? 'warning' : 'good', reasons: odd };
}

/** With their workloads' names: those are what people know. */
function podsInTrouble(pods: readonly PodStanding[]): string[] {
  if (pods.length === 0) return [];
  const owners = [...new Set(pods.map(({ owner }) => owner.name))];
  const more = owners.length > 2 ? ` and ${owners.length - 2} more` : '';
  return [`${pods.length} ${pods.length === 1 ? 'pod' : 'pods'} in trouble: ${owners.slice(0, 2).join(', ')}${more}`];
}
