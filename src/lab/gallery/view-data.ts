import type { ClusterStanding } from '../../model/cluster-standing.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { ServiceName } from '../../model/origin.ts';
import type { ContainerStanding, NodeStanding, PodStanding, WorkloadStanding } from '../../model/standing.ts';
import { prodWeu } from './clusters.ts';
import { before } from './sample.ts';

/** A fact of a service, so many minutes old. */
export const told = <T>(value: T, service: ServiceName, minutes: number): Evidence<T> => ({
  value,
  source: { service, detail: 'sample' },
  at: before(minutes),
});

/** A cluster that is well. */
export function cluster(name: string, environment: string, more: Partial<ClusterStanding> = {}): ClusterStanding {
  const states = { running: 31, pending: 0, failing: 0, succeeded: 2, unknown: 0 };
  return {
    cluster: { ...prodWeu, id: `${prodWeu.id}-${name}`, name, environment },
    subscription: environment.startsWith('prod') ? 'Contoso Production' : 'Contoso Non-Production',
    verdict: { level: 'good', sentence: 'Healthy: 6 nodes ready, 64 pods running.' },
    version: told(
      { current: '1.33.4', provisioningState: 'Succeeded', powerState: 'Running', privateCluster: false },
      'Resource Graph',
      0,
    ),
    nodes: told({ ready: 6, notReady: [], cordoned: [], pressure: [] }, 'Log Analytics', 2),
    pods: told({ user: { ...states, running: 33 }, system: states }, 'Log Analytics', 2),
    alerts: told([], 'Resource Graph', 0),
    ...more,
  };
}

/** A container that is killed at its limit again and again; of another text, with that in each name. */
export function container(text: string, more: Partial<ContainerStanding> = {}): ContainerStanding {
  return {
    ...{ level: 'attention', reasons: ['OOMKilled 4 min ago'], namespace: text, pod: `${text}-8sxjj9dc6-8c65f` },
    ...{ name: text, owner: { kind: 'Deployment', name: text }, node: 'aks-user-31022-vmss000001', isInit: false },
    ...{ state: 'running', restarts: 7, last: { reason: 'OOMKilled', exitCode: 137, at: before(4) } },
    image: `contoso.azurecr.io/${text}:1.8`,
    use: { cpu: 0.082, cpuLimit: 0.5, memoryMiB: 243, memoryLimitMiB: 256 },
    ...more,
  };
}

/** A pod of such a container. */
export function pod(text: string, more: Partial<PodStanding> = {}): PodStanding {
  const own = container(text);
  const { level, reasons, namespace, owner, restarts, use } = own;
  return {
    ...{
      level,
      reasons,
      namespace,
      owner,
      restarts,
      use,
      name: own.pod,
      phase: 'Running',
      ready: 1,
      containers: [own],
    },
    ...{ node: 'aks-user-31022-vmss000001', createdAt: before(190) },
    ...more,
  };
}

/** A workload of such pods. */
export function workload(text: string, more: Partial<WorkloadStanding> = {}): WorkloadStanding {
  const { level, namespace, owner, use } = pod(text);
  return {
    ...{ level, reasons: ['1 not ready', 'OOMKilled 4 min ago'], namespace, owner, desired: 3, ready: 2 },
    ...{ pods: [pod(text), pod(text), pod(text)], restarts: 21, ooms: 3, use },
    ...more,
  };
}

/** A node with trouble on it. */
export function node(text: string, more: Partial<NodeStanding> = {}): NodeStanding {
  return {
    ...{ level: 'warning', reasons: ['MemoryPressure', `2 pods in trouble: ${text}`], name: `aks-user-31022-${text}` },
    ...{ pool: 'user', version: 'v1.33.4', createdAt: before(60_000), states: ['Ready', 'MemoryPressure'] },
    ...{ pods: 31, troubled: 2, mostPods: 110 },
    use: { cpu: 1.21, cpuLimit: 3.86, memoryMiB: 11_900, memoryLimitMiB: 13_100 },
    ...more,
  };
}
