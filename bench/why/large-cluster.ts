import type { ApiObject } from '../../src/lab/azure/kube-source.ts';

/** An object with all its fields; the range looks at few of them. */
type FullObject = Omit<ApiObject, 'metadata'> & { metadata: ApiObject['metadata'] & Record<string, unknown> } & Record<
    string,
    unknown
  >;

const nodeCount = 300;
const podCount = 5_000;
const podsPerApp = 5;
const namespace = 'shop';

/** A cluster of 5,000 pods on 300 nodes with a handful of troubles: an OOM loop, a wrong selector, two pods that fit nowhere. */
export function largeCluster(now: Date): FullObject[] {
  const at = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
  const nodes = Array.from({ length: nodeCount }, (_, index) => nodeNamed(`aks-pool-${index}`, at(9_000)));
  const apps = Array.from({ length: podCount / podsPerApp }, (_, index) => appNamed(index, at));
  const events = Array.from({ length: 3_000 }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `event-${index}`, namespace },
    involvedObject: { kind: 'Pod', namespace, name: podName(index % 1_000, index % podsPerApp) },
    type: index % 3 === 0 ? 'Warning' : 'Normal',
    reason: index % 3 === 0 ? 'Unhealthy' : 'Pulled',
    message: index % 3 === 0 ? 'Readiness probe failed: context deadline exceeded' : 'Container image is present',
    count: 1,
    firstTimestamp: at(50),
    lastTimestamp: at(45),
  }));
  return [...nodes, ...apps.flat(), ...events].map(withOwners);
}

/** Every object of a real cluster tells which field who owns: as much again as the object itself. */
function withOwners(object: FullObject): FullObject {
  const fields = (value: unknown, depth: number): unknown =>
    typeof value === 'object' && value !== null && depth < 6
      ? Object.fromEntries(Object.entries(value).map(([key, part]) => [`f:${key}`, fields(part, depth + 1)]))
      : {};
  const entry = (manager: string, part: unknown) => ({
    manager,
    operation: 'Update',
    apiVersion: 'v1',
    time: object.metadata.creationTimestamp,
    fieldsType: 'FieldsV1',
    fieldsV1: fields(part, 0),
  });
  const { spec, status } = object;
  const managedFields = [
    entry('kubectl-client-side-apply', { metadata: object.metadata, spec }),
    ...(status === undefined ? [] : [entry('kubelet', { status })]),
  ];
  return { ...object, metadata: { ...object.metadata, managedFields } };
}

function nodeNamed(name: string, createdAt: string): FullObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, creationTimestamp: createdAt, labels: { 'kubernetes.io/hostname': name, agentpool: 'pool' } },
    spec: {},
    status: {
      allocatable: { cpu: '7820m', memory: '27Gi', pods: '110' },
      conditions: [
        { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' },
      ],
    },
  };
}

function appNamed(index: number, at: (minutes: number) => string): FullObject[] {
  const name = `app-${index}`;
  const labels = { app: name };
  const isKilled = index === 500;
  const isHomeless = index === 700;
  const container = {
    name: 'main',
    image: `contoso.azurecr.io/${name}:1.${index}`,
    ports: [{ containerPort: 8080 }],
    env: [
      { name: 'PEER_ADDR', value: `app-${(index + 1) % 1_000}:80` },
      { name: 'LOG_LEVEL', value: 'info' },
    ],
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
  };
  const spec = { containers: [container], ...(isHomeless && { nodeSelector: { disk: 'nvme' } }) };
  const template = { metadata: { labels }, spec };
  const owner = (kind: string, of: string) => ({
    ownerReferences: [{ apiVersion: 'apps/v1', kind, name: of, uid: `uid-${of}`, controller: true }],
  });
  const ready = isKilled || isHomeless ? 0 : podsPerApp;
  const meta = (it: string, more: object = {}) => ({
    name: it,
    namespace,
    creationTimestamp: at(6_000),
    labels,
    ...more,
  });
  const common = { replicas: podsPerApp, selector: { matchLabels: labels }, template };
  const pods = Array.from({ length: podsPerApp }, (_, number) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: meta(podName(index, number), owner('ReplicaSet', `${name}-7c9f5`)),
    spec: { ...spec, ...(!isHomeless && { nodeName: `aks-pool-${(index + number) % nodeCount}` }) },
    status: isHomeless ? pending : status(isKilled, at),
  }));
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: meta(name),
      spec: common,
      status: { replicas: podsPerApp, readyReplicas: ready },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: meta(`${name}-7c9f5`, owner('Deployment', name)),
      spec: common,
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: meta(name),
      spec: { selector: index === 900 ? { app: 'gone' } : labels, ports: [{ port: 80, targetPort: 8080 }] },
    },
    ...pods,
  ];
}

const pending = {
  phase: 'Pending',
  conditions: [
    {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message: `0/${nodeCount} nodes are available: ${nodeCount} node(s) didn't match Pod's node affinity/selector.`,
    },
  ],
};

function status(isKilled: boolean, at: (minutes: number) => string) {
  const killed = { terminated: { reason: 'OOMKilled', exitCode: 137, startedAt: at(4), finishedAt: at(3) } };
  return {
    phase: 'Running',
    podIP: '10.0.0.1',
    conditions: [{ type: 'Ready', status: isKilled ? 'False' : 'True' }],
    containerStatuses: [
      {
        name: 'main',
        ready: !isKilled,
        restartCount: isKilled ? 9 : 0,
        image: '',
        imageID: '',
        state: isKilled ? { waiting: { reason: 'CrashLoopBackOff' } } : { running: { startedAt: at(5_999) } },
        ...(isKilled && { lastState: killed }),
      },
    ],
  };
}

function podName(app: number, number: number): string {
  return `app-${app}-7c9f5-${number}abcd`;
}
