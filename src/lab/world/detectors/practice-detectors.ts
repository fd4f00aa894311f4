import { htmlTable } from './html-table.ts';
import { type Found, fine, type LabDetector, type Look } from './lab-detector.ts';

const category = 'Best Practices';
const known = 'Known Issues, Availability and Performance';
const day = 86_400_000;

/** Checks of how the cluster is set up, and of its control plane. */
export const practiceDetectors: LabDetector[] = [
  {
    ...{ id: 'cluster-min-version', name: 'Kubernetes Version Check', category },
    description: 'Checks whether the Kubernetes version is supported.',
    look: versionCheck,
  },
  {
    ...{ id: 'aks-k8s-deprecations', name: 'Kubernetes API Deprecations', category: known },
    description: 'Looks for the use of APIs that go away.',
    look: () => fine('No usage of deprecated or soon to be deprecated APIs was found during the detection period'),
  },
  {
    ...{ id: 'aks-recommend-uptime-sla', name: 'Upgrade to the Standard Tier', category: known },
    description: 'Looks for control planes without an uptime SLA.',
    look: ({ body }) =>
      fine(
        `Cluster configured to use the ${body.sku.tier} tier control plane, has had no availability issues during the detection period.`,
      ),
  },
  {
    ...{ id: 'Etcd', name: 'Etcd Availability Issues', category: known },
    description: 'Looks for potential issues with Etcd including capacity issues.',
    look: etcd,
  },
  {
    ...{ id: 'advisor-autoscaling-clusters', name: 'Unsupported Cluster Autoscaler', category },
    description: 'Looks for more than one cluster autoscaler.',
    look: () => fine('Multiple autoscalers were not found operating on this cluster'),
  },
  {
    ...{ id: 'aks-cas-and-multiple-azs', name: 'Cluster Autoscaler and Multiple AZs', category },
    description: 'Looks for node pools that scale over several availability zones.',
    look: zones,
  },
  {
    ...{ id: 'advisor-b-series-vms', name: 'B-Series VMs', category },
    description: 'Looks for burstable VMs.',
    look: ({ cluster }) => {
      const burst = cluster.pools.filter(({ vmSize }) => /^standard_b/i.test(vmSize));
      return burst.length === 0
        ? fine('We found no node pools using B-series VMs.')
        : { status: 'Warning', message: `${burst.length} node pools use B-series VMs` };
    },
  },
  {
    ...{ id: 'aks-restricted-vm-skus', name: 'Restricted VM Sizes', category },
    description: 'Looks for VM sizes that AKS does not support.',
    look: () => fine('We found no node pools using a restricted VM size.'),
  },
  {
    ...{ id: 'kms-issues', name: 'Azure KeyVault KMS Integration Issues', category: 'Identity and Security' },
    description: 'Detects any issues with Azure KeyVault KMS integration for operator access.',
    look: ({ cluster }) => ({
      ...fine('Your cluster is not configured to use Azure KeyVault KMS Integration'),
      details: [
        {
          name: 'Details',
          value: htmlTable(
            ['Cluster', 'K8s Version', 'Azure KeyVault KMS'],
            [[cluster.name, cluster.version, 'False']],
          ),
        },
      ],
    }),
  },
  {
    ...{
      id: 'rotate-cluster-certificate',
      name: 'Rotate Cluster Certificate Issues',
      category: 'Identity and Security',
    },
    description: 'Looks for rotations of certificates that failed.',
    look: () => fine('No Rotate Cluster Certificate operation issues were found that result from known client errors.'),
  },
  {
    ...{ id: 'aks-windowsdocker-deprecation', name: 'Windows Docker Deprecation', category: known },
    description: 'Looks for Windows node pools with Docker.',
    look: () => fine('No Windows node pools detected with Docker container runtime'),
  },
];

/** AKS supports three minor versions: the oldest of them is left next. */
function versionCheck({ cluster }: Look): Found {
  const minor = (version: string) => Number(version.split('.')[1]);
  const offered = cluster.upgrades.filter(({ preview }) => !preview).map(({ version }) => minor(version));
  const behind = Math.max(minor(cluster.version), ...offered) - minor(cluster.version);
  if (behind < 2)
    return fine(
      `Your cluster is currently on Kubernetes version ${cluster.version}, which meets the minimum requirement.`,
    );
  return {
    status: behind > 2 ? 'Critical' : 'Warning',
    message: `Your cluster is currently on Kubernetes version ${cluster.version}, which is ${behind > 2 ? 'no longer supported' : 'the oldest that is supported'}.`,
    details: [
      {
        name: 'Upgrades',
        value: `<markdown>\n${cluster.upgrades.map((it) => `- ${it.version}${it.preview ? ' (preview)' : ''}`).join('\n')}\n</markdown>`,
      },
    ],
    solutions: [
      {
        title: 'Upgrade the cluster',
        markdown: '`az aks upgrade --kubernetes-version <version>`, one minor version at a time.',
      },
    ],
  };
}

function etcd({ world, cluster, from, to }: Look): Found {
  const sizeAt = (at: Date) => Math.round((1.6 + 0.021 * world.pods(cluster, at).length) * 100) / 100;
  const hours = Array.from({ length: 24 }, (_, n) => new Date(from.getTime() + (n + 1) * (day / 24)));
  const points = hours.filter((at) => at <= to).map((at): [Date, number] => [at, sizeAt(at)]);
  return {
    ...fine('We found no capacity or availability issues with Etcd.'),
    details: [
      {
        name: 'Summary',
        value: `<markdown>The cluster's Etcd database is currently at approximately **${((sizeAt(to) / 4_096) * 100).toFixed(2)}%** capacity.</markdown>`,
      },
    ],
    series: { title: 'Etcd size in MiB', column: 'etcd_size', points },
  };
}

function zones({ cluster }: Look): Found {
  const wide = cluster.pools.filter(
    ({ name, max }) =>
      max !== undefined && new Set(cluster.nodes.filter((it) => it.pool === name).map(({ zone }) => zone)).size > 1,
  );
  if (wide.length === 0) return fine('We found no auto-scaling agent pools with more than one Availability Zone');
  return {
    status: 'Info',
    message: `${wide.length} auto-scaling agent pools have more than one Availability Zone`,
    details: [
      {
        name: 'Recommendation',
        value:
          '<markdown>A pod whose volume lies in one zone may wait for a node there: use **one node pool for each zone** where pods have zonal volumes.</markdown>',
      },
      {
        name: 'Node Pools',
        value: htmlTable(
          ['Node Pool'],
          wide.map(({ name }) => [name]),
        ),
      },
    ],
  };
}
