import { htmlTable } from './html-table.ts';
import { type Found, fine, type LabDetector, type Look } from './lab-detector.ts';

const category = 'Create, Upgrade, Delete and Scale';

/** Checks of what was done to the cluster and its node pools. */
export const operationDetectors: LabDetector[] = [
  {
    id: 'cluster-autoscaler-failures',
    name: 'Cluster Auto-Scaler',
    category,
    description: 'Detects issues with your AKS cluster autoscaler operations, like allocation and capacity issues.',
    look: autoscaler,
  },
  failures(
    'aks-cluster-put-failures',
    'Cluster Put, Patch and Scale Issues',
    'put, patch or scale',
    /managedClusters\/write$/i,
  ),
  failures('agentpool-put-failures', 'Node Pool Put and Scale Issues', 'agent pool', /agentPools\/write$/i),
  failures(
    'agentpool-image-upgrade-failures',
    'Node Image Upgrade Failures',
    'node image upgrade',
    /agentPools\/upgradeNodeImageVersion/i,
  ),
  failures('aks-cluster-delete-failures', 'Cluster Delete Failures', 'delete', /managedClusters\/delete$/i),
  {
    id: 'ProvisioningStatusNodePool',
    name: 'Node Pool Provisioning State',
    category,
    description: 'Shows the provisioning state for the cluster nodepool(s) during the time range selected.',
    look: provisioning,
  },
  {
    id: 'incorrect-pod-disruption-budgets',
    name: 'Pod Disruption Budgets',
    category,
    description: 'Looks for budgets that let no pod go, which stops upgrades.',
    look: budgets,
  },
];

function autoscaler({ world, cluster, to }: Look): Found {
  if (cluster.pools.every(({ max }) => max === undefined))
    return fine('Cluster autoscaler is not enabled for this cluster.');
  const stuck = world.pods(cluster, to).filter((pod) => pod.pending?.noScaleUp);
  if (stuck.length === 0) return fine('We found no issues with the cluster autoscaler.');
  return {
    status: 'Warning',
    message: `The cluster autoscaler could not add nodes for ${stuck.length} pods`,
    details: [
      {
        name: 'Pods',
        value: htmlTable(
          ['Namespace', 'Pod', 'Reason'],
          stuck.map((pod) => [pod.workload.namespace, pod.name, pod.pending?.noScaleUp ?? '']),
        ),
      },
      {
        name: 'Node Pools',
        value: htmlTable(
          ['Name', 'Nodes', 'Minimum', 'Maximum'],
          cluster.pools.map(({ name, min, max }) => [
            name,
            cluster.nodes.filter((it) => it.pool === name && !it.goneAt).length,
            min ?? '',
            max ?? '',
          ]),
        ),
      },
    ],
    solutions: [
      {
        title: 'Raise the maximum of the node pool',
        markdown: 'Or ask for less: `az aks nodepool update --max-count <count>`.',
      },
    ],
  };
}

function failures(id: string, name: string, what: string, operation: RegExp): LabDetector {
  return {
    ...{ id, name, category, description: `Looks for ${what} operations that failed.` },
    look({ world, cluster, from, to }) {
      const failed = world.arm.activities.filter(
        (it) =>
          it.status === 'Failed' &&
          it.at >= from &&
          it.at <= to &&
          operation.test(it.operation) &&
          it.resourceId.toLowerCase().startsWith(cluster.id.toLowerCase()),
      );
      if (failed.length === 0)
        return fine(`No ${what} operation failures were found that result from known client errors.`);
      return {
        status: 'Critical',
        message: `${failed.length} ${what} operations failed`,
        details: [
          {
            name: 'Operations',
            value: htmlTable(
              ['Time (UTC)', 'Resource', 'Operation', 'Correlation id'],
              failed.map((it) => [
                it.at.toISOString().slice(0, 16).replace('T', ' '),
                it.resourceId.split('/').at(-1) ?? '',
                it.operation,
                it.correlationId,
              ]),
            ),
          },
        ],
      };
    },
  };
}

function provisioning({ cluster, body, from, to }: Look): Found {
  const failed = (pool: string) => {
    const last = (cluster.rolls ?? []).findLast((it) => it.pool === pool && it.startedAt <= to);
    return last?.failure !== undefined && last.endedAt !== undefined && last.endedAt <= to;
  };
  const pools = body.properties.agentPoolProfiles.map((it) =>
    failed(it.name) ? { ...it, provisioningState: 'Failed' } : it,
  );
  const bad = pools.filter((it) => it.provisioningState !== 'Succeeded');
  const range = `${from.toISOString().slice(0, 19)} **&rArr;** ${to.toISOString().slice(0, 19)} (UTC)`;
  return {
    status: bad.length === 0 ? 'Success' : 'Critical',
    message:
      bad.length === 0
        ? "All cluster agent pools have a provisioning state of 'Succeeded'."
        : `${bad.length} cluster agent pools are in a failed provisioning state.`,
    details: [
      {
        name: 'Summary',
        value: `<markdown>These provisioning states were found within the time range: ${range}</markdown>`,
      },
      {
        name: 'Node Pools',
        value: htmlTable(
          ['Name', 'Size', 'VM SKU', 'OS', 'Provisioning'],
          pools.map((it) => [it.name, it.count, it.vmSize, it.osType, it.provisioningState]),
        ),
      },
    ],
  };
}

function budgets({ cluster }: Look): Found {
  const tight = cluster.budgets.flatMap((budget) => {
    const workload = cluster.workloads.find((it) => it.namespace === budget.namespace && it.name === budget.name);
    return workload && budget.minAvailable >= workload.replicas ? [{ budget, workload }] : [];
  });
  if (tight.length === 0) return fine('We found no Pod Disruption Budgets that block upgrades');
  return {
    status: 'Warning',
    message: `${tight.length} Pod Disruption Budgets let no pod go and block upgrades`,
    details: [
      {
        name: 'Pod Disruption Budgets',
        value: htmlTable(
          ['Namespace', 'Deployment', 'Minimum available', 'Replicas'],
          tight.map(({ budget, workload }) => [budget.namespace, budget.name, budget.minAvailable, workload.replicas]),
        ),
      },
    ],
  };
}
