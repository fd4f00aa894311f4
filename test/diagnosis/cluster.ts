import type {
  V1Container,
  V1ContainerState,
  V1Deployment,
  V1Endpoints,
  V1Node,
  V1Pod,
  V1PodSpec,
  V1ReplicaSet,
  V1Service,
} from '@kubernetes/client-node';
import type { EvidenceName, EvidenceOf, FactOf } from '../../src/diagnosis/rule.ts';
import type { EventFact } from '../../src/evidence/kubernetes/event-fact.ts';
import { given, minutesAgo } from './given.ts';
import { healLater } from './healed/heal-after.ts';

/** Facts of a cluster, to be joined with others. */
export type Facts = { [N in EvidenceName]?: FactOf<N> };

/** Joins the facts of its parts into the evidence of one question: lists are put together. */
export function clusterOf(...parts: Facts[]): EvidenceOf<never, EvidenceName> {
  const joined: Record<string, unknown> = {};
  for (const part of parts)
    for (const [name, fact] of Object.entries(part))
      joined[name] = Array.isArray(fact) ? [...((joined[name] as unknown[]) ?? []), ...fact] : fact;
  return healLater(given(joined as Facts));
}

interface AppOptions {
  replicas?: number;
  /** Whether its pods are ready; true unless it is said. */
  ready?: boolean;
  restarts?: number;
  /** State of the container now, and how it ended before. */
  state?: V1ContainerState;
  last?: V1ContainerState;
  phase?: string;
  container?: Partial<V1Container>;
  spec?: Partial<V1PodSpec>;
  labels?: Record<string, string>;
  /** Where its pods run; null: nowhere yet. */
  node?: string | null;
  /** False: no pod came to be. */
  hasPods?: boolean;
}

/** A Deployment in the namespace shop with its ReplicaSet and pods, named "<name>-1a2b3c-0" and so on. */
export function app(name: string, o: AppOptions = {}): Facts {
  const { replicas = 1, ready = true, node = 'node-1', labels = { app: name } } = o;
  const meta = (it: string) => ({ name: it, namespace: 'shop', creationTimestamp: minutesAgo(600) });
  const container: V1Container = { name, image: `contoso.azurecr.io/${name}:1.0`, ...o.container };
  const spec: V1PodSpec = { containers: [container], ...o.spec };
  const template = { metadata: { labels }, spec };
  const deployment: V1Deployment = {
    metadata: meta(name),
    spec: { replicas, selector: { matchLabels: labels }, template },
    status: { replicas, readyReplicas: ready ? replicas : 0 },
  };
  const replicaSet: V1ReplicaSet = {
    metadata: { ...meta(`${name}-1a2b3c`), ownerReferences: [owner('Deployment', name)] },
    spec: { selector: { matchLabels: labels }, replicas, template },
  };
  const pods = Array.from({ length: o.hasPods === false ? 0 : replicas }, (_, index): V1Pod => {
    const status = {
      name: container.name,
      image: container.image ?? '',
      imageID: '',
      ready,
      restartCount: o.restarts ?? 0,
      state: o.state ?? { running: { startedAt: minutesAgo(590) } },
      ...(o.last && { lastState: o.last }),
    };
    return {
      metadata: {
        ...meta(`${name}-1a2b3c-${index}`),
        labels,
        ownerReferences: [owner('ReplicaSet', `${name}-1a2b3c`)],
      },
      spec: { ...spec, ...(node !== null && { nodeName: node }) },
      status: {
        phase: o.phase ?? (node === null ? 'Pending' : 'Running'),
        conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
        ...(node !== null && { podIP: `10.0.0.${index + 10}`, containerStatuses: [status] }),
      },
    };
  });
  return { deployments: [deployment], replicaSets: [replicaSet], pods };
}

/** A Service in the namespace shop, and how many addresses answer behind it. */
export function service(
  name: string,
  o: { selector?: Record<string, string>; port?: number; targetPort?: number | string; ready?: number } = {},
): Facts {
  const { selector = { app: name }, port = 80, targetPort = 8080, ready = 1 } = o;
  const metadata = { name, namespace: 'shop' };
  const addresses = Array.from({ length: ready }, (_, index) => ({ ip: `10.0.0.${index + 10}` }));
  const it: V1Service = { metadata, spec: { selector, ports: [{ port, targetPort, protocol: 'TCP' }] } };
  const endpoints: V1Endpoints = {
    metadata,
    ...(ready > 0 && { subsets: [{ addresses, ports: [{ port: Number(targetPort) || 8080 }] }] }),
  };
  return { services: [it], endpoints: [endpoints] };
}

/** A node that is ready, with 4 cores and 16 GiB. */
export function nodeOf(
  name: string,
  o: { spec?: V1Node['spec']; labels?: Record<string, string>; ready?: string } = {},
): Facts {
  const node: V1Node = {
    metadata: { name, labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', ...o.labels } },
    spec: o.spec ?? {},
    status: {
      allocatable: { cpu: '4', memory: '16Gi', pods: '110' },
      conditions: [{ type: 'Ready', status: o.ready ?? 'True' }],
    },
  };
  return { nodes: [node] };
}

/** An event about an object of the namespace shop, so many minutes ago. */
export function eventOf(object: string, reason: string, message: string, minutes = 2, count = 3): Facts {
  const [kind = '', name = ''] = object.split('/');
  const event: EventFact = {
    reason,
    message,
    type: 'Warning',
    object: { kind, namespace: kind === 'Node' ? '' : 'shop', name },
    count,
    firstAt: minutesAgo(minutes + 5),
    lastAt: minutesAgo(minutes),
  };
  return { events: [event] };
}

/** The log of a container of the namespace shop. */
export function logOf(pod: string, lines: string[], o: { container?: string; previous?: boolean } = {}): Facts {
  const container = o.container ?? pod.replace(/-1a2b3c-\d+$/, '');
  return { containerLogs: [{ namespace: 'shop', pod, container, previous: o.previous ?? false, lines }] };
}

function owner(kind: string, name: string) {
  return { apiVersion: 'apps/v1', kind, name, uid: `uid-${name}`, controller: true };
}
