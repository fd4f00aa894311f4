import { buildNamespaced } from './build-namespaced.ts';
import { buildNodes } from './build-nodes.ts';
import { buildPods } from './build-pods.ts';
import type { Cluster, Container, Subscription, Workload, Workspace } from './estate.ts';
import { markDeployed } from './gitops.ts';
import type { ImageCatalogue } from './images.ts';
import { seededHex, seedOf } from './seeded.ts';
import { type WorkloadLine, workloadList } from './workload-list.ts';

/** What is written down of a cluster; everything else follows from it. */
export interface ClusterPlan {
  name: string;
  subscription: Subscription;
  workspace: Workspace;
  location: string;
  environment: string;
  version: string;
  upgrades: { version: string; preview: boolean }[];
  pools: Cluster['pools'];
  counts: Record<string, number>;
  collects?: Cluster['collects'];
}

const day = 86_400_000;

/** Makes a cluster with nodes, workloads and pods as they were and are at the world's birth. */
export function buildCluster(plan: ClusterPlan, images: ImageCatalogue, bornAt: Date): Cluster {
  const resourceGroup = `rg-aks-${plan.name}`;
  const cluster: Cluster = {
    id: `/subscriptions/${plan.subscription.id}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerService/managedClusters/${plan.name}`,
    name: plan.name,
    subscription: plan.subscription,
    resourceGroup,
    location: plan.location,
    environment: plan.environment,
    version: plan.version,
    upgrades: plan.upgrades,
    workspace: plan.workspace,
    fqdn: `${plan.name}-dns-${seededHex(plan.name, 8)}.hcp.${plan.location}.azmk8s.io`,
    privateCluster: false,
    collects: plan.collects ?? 'standard',
    pools: plan.pools,
    nodes: [],
    workloads: (workloadList[plan.name] ?? []).map((line) => workload(line, plan.name, images, bornAt)),
    pods: [],
    happenings: [],
    services: [],
    claims: [],
    settings: [],
    quotas: [],
    declared: [],
    budgets: [],
    autoscalers: [],
    edits: new Map(),
    audits: [],
  };
  buildNodes(cluster, plan.counts, bornAt);
  buildPods(cluster, bornAt);
  buildNamespaced(cluster);
  markDeployed(cluster);
  return cluster;
}

function workload(line: WorkloadLine, cluster: string, images: ImageCatalogue, bornAt: Date): Workload {
  const image = images.get(line.image);
  const main: Container = {
    name: line.container ?? line.name,
    image,
    init: false,
    cpuRequest: line.cpu[0],
    cpuLimit: line.cpu[1],
    memoryRequestMiB: line.memory[0],
    ...(line.memory[1] > 0 && { memoryLimitMiB: line.memory[1] }),
    usualCpu: line.cpu[2],
    usualMiB: line.memory[2],
    process: line.process ?? line.name.slice(0, 15),
    ...portOf(line),
    ...(line.process === 'postgres' && { claim: `data-${line.name}-0` }),
    ...(line.more && { more: line.more }),
  };
  const { port: _port, ...base } = main;
  const init: Container[] = line.init
    ? [
        {
          ...base,
          name: 'migrate',
          image: images.get(line.init),
          init: true,
          memoryRequestMiB: 64,
          memoryLimitMiB: 128,
          usualMiB: 48,
          process: 'migrate',
        },
      ]
    : [];
  const seed = seedOf(`${cluster}/${line.namespace}/${line.name}`);
  const rolledOutAt = new Date(
    Math.max(
      image.pushedAt.getTime() + 3_600_000,
      bornAt.getTime() - (3 + (seed % 20)) * day - (seed % 77_000) * 1_000,
    ),
  );
  return {
    kind: line.kind,
    namespace: line.namespace,
    name: line.name,
    replicas: line.replicas,
    createdAt: new Date(bornAt.getTime() - (150 + (seed % 200)) * day),
    containers: [...init, main],
    rollouts: [{ revision: 4 + (seed % 9), at: rolledOutAt, image }],
    system: ['kube-system', 'gatekeeper-system'].includes(line.namespace),
    ...(line.everyMinutes && { everyMinutes: line.everyMinutes }),
    ...(line.podSpec && { podSpec: line.podSpec }),
  };
}

const ports: Record<string, number> = { postgres: 5_432, 'redis-server': 6_379 };

/** The port that a workload serves, where it is the company's own and serves at all. */
function portOf(line: WorkloadLine): { port?: number } {
  if (['kube-system', 'gatekeeper-system'].includes(line.namespace) || line.kind === 'CronJob') return {};
  return { port: ports[line.process ?? ''] ?? 8_080 };
}
