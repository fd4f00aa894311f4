import { podReady } from '../container-run.ts';
import { htmlTable } from './html-table.ts';
import { type Found, fine, type LabDetector, type Look } from './lab-detector.ts';

const category = 'Connectivity Issues';
/** Connections out of the cluster that a running container keeps, and ports that a node has for them. */
const connectionsEach = 12;
const portsEach = 1_024;

/** Checks of the network around the cluster, and of names in it. */
export const networkDetectors: LabDetector[] = [
  {
    id: 'cluster-dns',
    name: 'Cluster DNS',
    category,
    description: 'Looks for trouble with the resolution of names in the cluster.',
    look: clusterDns,
  },
  {
    id: 'private-cluster-dns',
    name: 'Private Cluster DNS Resolution Failures',
    category,
    description: 'Looks for private DNS zones that do not lead to the API server.',
    look: ({ cluster }) =>
      fine(
        cluster.privateCluster
          ? 'We found no obvious issues with Private Cluster DNS Resolution Failures'
          : 'Cluster is not a private cluster, so not applicable.',
      ),
  },
  {
    id: 'snat-usage',
    name: 'SNAT Connection and Port Allocation',
    category,
    description: 'Looks for exhausted ports of outbound connections.',
    look: snatUsage,
  },
  {
    id: 'user-defined-routing',
    name: 'User Defined Routing',
    category,
    description: 'Looks for routes that lead traffic out of the cluster astray.',
    look: ({ body }) =>
      body.properties.networkProfile.outboundType === 'userDefinedRouting'
        ? { status: 'Info', message: 'Cluster egress pathway is set to user defined routing' }
        : fine('Cluster egress pathway is not set to user defined routing'),
  },
  {
    id: 'cluster-subnet',
    name: 'Cluster Subnet',
    category,
    description: 'Looks for subnets that have no room.',
    look: () => fine('Our analysis did not find any issues with the cluster subnet configuration'),
  },
  {
    id: 'advisor-cluster-loadbalancer',
    name: 'Cluster Load Balancer',
    category: 'Best Practices',
    description: 'Looks for the Basic load balancer, which is retired.',
    look: ({ body }) =>
      body.properties.networkProfile.loadBalancerSku === 'standard'
        ? fine('Your AKS cluster is using the recommended Standard SKU Load Balancer')
        : { status: 'Warning', message: 'Your AKS cluster is using the Basic SKU Load Balancer' },
  },
  {
    id: 'aks-npm-breakingchange',
    name: 'Azure Network Policy Breaking change',
    category: 'Known Issues, Availability and Performance',
    description: 'Looks for Azure Network Policy Manager.',
    look: ({ body }) =>
      body.properties.networkProfile.networkPolicy === 'azure'
        ? {
            status: 'Warning',
            message: 'Azure Network Policy Manager detected',
            details: [
              {
                name: 'Recommendation',
                value:
                  '<markdown>Azure Network Policy Manager goes out of support: **migrate to Cilium**. See [Migrate](https://learn.microsoft.com/azure/aks/migrate-from-npm-to-cilium-network-policy).</markdown>',
              },
            ],
          }
        : fine('Azure Network Policy Manager not detected'),
  },
  {
    id: 'containerd-masquerading-ips',
    name: 'ContainerD and Kubenet and Masquerading IPs',
    category: 'Known Issues, Availability and Performance',
    description: 'Looks for kubenet clusters that masquerade addresses of pods.',
    look: () => fine('Your cluster is not affected by this issue.'),
  },
];

function clusterDns({ world, cluster, to }: Look): Found {
  const pods = world
    .pods(cluster, to)
    .filter(({ workload }) => workload.namespace === 'kube-system' && workload.name === 'coredns');
  const down = pods.filter((pod) => !podReady(pod, to));
  if (down.length === 0) return fine('We found no issues with the resolution of names in the cluster');
  return {
    status: down.length === pods.length ? 'Critical' : 'Warning',
    message: `${down.length} of ${pods.length} CoreDNS pods are not ready`,
    details: [
      {
        name: 'CoreDNS',
        value: htmlTable(
          ['Namespace', 'Pod', 'Node'],
          down.map((pod) => [pod.workload.namespace, pod.name, pod.node.name]),
        ),
      },
    ],
    solutions: [
      {
        title: 'Look at the configuration of CoreDNS',
        markdown: 'Check the ConfigMap `coredns-custom` in `kube-system`, then restart the deployment `coredns`.',
      },
    ],
  };
}

function snatUsage({ world, cluster, to }: Look): Found {
  const containers = new Map<string, number>();
  for (const pod of world.pods(cluster, to))
    containers.set(pod.node.name, (containers.get(pod.node.name) ?? 0) + pod.containers.length);
  const used = [...containers].map(([name, count]) => ({ name, ports: count * connectionsEach }));
  const full = used.filter(({ ports }) => ports > portsEach);
  const most = Math.max(0, ...used.map(({ ports }) => ports));
  if (full.length === 0)
    return {
      ...fine('We found no failed SNAT connections'),
      details: [
        { name: 'Usage', value: `<markdown>At most **${most}** of ${portsEach} ports of a node are used.</markdown>` },
      ],
    };
  return {
    status: 'Critical',
    message: `${full.length} nodes have no SNAT ports left`,
    details: [
      {
        name: 'Nodes',
        value: htmlTable(
          ['Node', 'Ports used', 'Ports allocated'],
          full.map(({ name, ports }) => [name, Math.min(ports, portsEach), portsEach]),
        ),
      },
    ],
  };
}
