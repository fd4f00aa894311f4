import type { Cluster, ClusterNode } from '../estate.ts';
import { seededUuid } from '../seeded.ts';
import { cores, type KubeObject, kubeTime, resourceVersion } from './metadata.ts';

/** Whether a span of trouble holds at a moment. */
export function holds(span: { since: Date; until?: Date } | undefined, at: Date): boolean {
  return span !== undefined && span.since <= at && !(span.until && span.until <= at);
}

/** A node as the API server gives it at a moment. */
export function nodeObject(cluster: Cluster, node: ClusterNode, at: Date): KubeObject {
  const size = (part: 'capacity' | 'allocatable') => ({
    cpu: cores(node.cpu[part]),
    memory: `${Math.floor(node.memory[part] / 1_024)}Ki`,
    pods: '110',
    'ephemeral-storage': part === 'capacity' ? '129886128Ki' : '119703055367',
  });
  const taints: object[] = [
    ...(node.cordoned ? [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] : []),
    ...node.taints,
    ...(node.notReady && holds(node.notReady, at) ? unreachable(node.notReady.since) : []),
    ...(holds(node.diskPressure, at) ? [{ key: 'node.kubernetes.io/disk-pressure', effect: 'NoSchedule' }] : []),
  ];
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: node.name,
      uid: node.uid,
      creationTimestamp: kubeTime(node.createdAt),
      resourceVersion: resourceVersion(at, node.uid),
      labels: nodeLabels(cluster, node),
    },
    spec: {
      podCIDR: `10.244.${cluster.nodes.indexOf(node)}.0/24`,
      providerID: `azure:///subscriptions/${cluster.subscription.id}/resourceGroups/mc_${cluster.resourceGroup}_${cluster.name}_${cluster.location}/providers/Microsoft.Compute/virtualMachineScaleSets/${node.name.slice(0, -6)}/virtualMachines/${Number.parseInt(node.name.slice(-6), 36)}`,
      ...(node.cordoned && { unschedulable: true }),
      ...(taints.length > 0 && { taints }),
    },
    status: {
      capacity: size('capacity'),
      allocatable: size('allocatable'),
      conditions: conditions(node, at),
      addresses: [
        { type: 'InternalIP', address: node.ip },
        { type: 'Hostname', address: node.name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
      nodeInfo: {
        architecture: 'amd64',
        operatingSystem: 'linux',
        osImage: 'Ubuntu 22.04.5 LTS',
        kernelVersion: '5.15.0-1089-azure',
        containerRuntimeVersion: 'containerd://1.7.27-1',
        kubeletVersion: `v${cluster.version}`,
        kubeProxyVersion: `v${cluster.version}`,
        machineID: node.uid.replaceAll('-', ''),
        systemUUID: node.uid,
        bootID: seededUuid(`boot/${node.uid}`),
      },
    },
  };
}

function unreachable(since: Date): object[] {
  return ['NoSchedule', 'NoExecute'].map((effect) => ({
    key: 'node.kubernetes.io/unreachable',
    effect,
    timeAdded: kubeTime(since),
  }));
}

/** Labels as AKS puts them on a node. */
export function nodeLabels(cluster: Cluster, node: ClusterNode): Record<string, string> {
  return {
    agentpool: node.pool,
    'kubernetes.azure.com/agentpool': node.pool,
    'kubernetes.azure.com/cluster': `MC_${cluster.resourceGroup}_${cluster.name}_${cluster.location}`,
    'kubernetes.azure.com/mode': cluster.pools.find((pool) => pool.name === node.pool)?.mode.toLowerCase() ?? 'user',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': node.name,
    'kubernetes.io/os': 'linux',
    'node.kubernetes.io/instance-type': node.vmSize,
    'topology.kubernetes.io/region': cluster.location,
    'topology.kubernetes.io/zone': node.zone,
  };
}

/** Status, reason and message of a condition. */
type Said = [status: string, reason: string, message: string];

function conditions(node: ClusterNode, at: Date) {
  const pressed = holds(node.memoryPressure, at);
  const lost = holds(node.notReady, at);
  const changed = (span: { since: Date; until?: Date } | undefined) =>
    span && span.since <= at ? (span.until && span.until <= at ? span.until : span.since) : node.createdAt;
  const unknown: Said = ['Unknown', 'NodeStatusUnknown', node.notReady?.message ?? ''];
  const unlessLost = (...said: Said): Said => (lost ? unknown : said);
  const condition = (type: string, status: string, reason: string, message: string, since: Date) => ({
    type,
    status,
    lastHeartbeatTime: kubeTime(new Date(at.getTime() - (at.getTime() % 300_000))),
    lastTransitionTime: kubeTime(since),
    reason,
    message,
  });
  return [
    pressed
      ? condition(
          'MemoryPressure',
          'True',
          'KubeletHasInsufficientMemory',
          'kubelet has insufficient memory available',
          changed(node.memoryPressure),
        )
      : condition(
          'MemoryPressure',
          ...unlessLost('False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
          changed(lost ? node.notReady : node.memoryPressure),
        ),
    holds(node.diskPressure, at) && !lost
      ? condition(
          'DiskPressure',
          'True',
          'KubeletHasDiskPressure',
          'kubelet has disk pressure',
          changed(node.diskPressure),
        )
      : condition(
          'DiskPressure',
          ...unlessLost('False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
          changed(lost ? node.notReady : node.diskPressure),
        ),
    condition(
      'PIDPressure',
      ...unlessLost('False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
      changed(node.notReady),
    ),
    lost
      ? condition('Ready', ...unknown, changed(node.notReady))
      : condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status', changed(node.notReady)),
  ];
}
