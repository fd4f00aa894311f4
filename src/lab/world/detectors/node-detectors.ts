import { terminationsUntil } from '../container-run.ts';
import type { ClusterNode } from '../estate.ts';
import { cpuNanoCores, overhead } from '../usage.ts';
import { htmlTable } from './html-table.ts';
import { type Found, fine, type LabDetector, type Look } from './lab-detector.ts';

const category = 'Node Health';
const samples = 12;
/** Of what a node may hand out. */
const busy = 0.9;

/** Checks of the nodes and of what the kernel does on them. */
export const nodeDetectors: LabDetector[] = [
  {
    id: 'oomkilled',
    name: 'OOMKilled Pods',
    category: 'Known Issues, Availability and Performance',
    description: 'Detects and outlines information related to OOMKilled pod scenarios.',
    look: oomKills,
  },
  pressure('NodeMemoryPressure', 'Node Memory Pressure', 'memory', 'memoryPressure'),
  pressure('NodeDiskPressure', 'Node Disk Pressure', 'disk', 'diskPressure'),
  {
    id: 'node-pid-pressure-alerts',
    name: 'Node PID Pressure',
    category,
    description: 'Looks for nodes that run out of process ids.',
    look: () => fine('No nodes with PID pressure were detected for the specified time range'),
  },
  {
    id: 'nodes-not-ready-alerts',
    name: 'Node Not Ready',
    category,
    description: 'Looks for nodes that are not ready.',
    look: (look) => {
      const lost = nodesWith(look, (it) => it.notReady);
      if (lost.length === 0) return fine('No nodes in a not ready state were detected for the specified time range');
      return {
        status: 'Critical',
        message: `${lost.length} of ${look.cluster.nodes.filter((it) => !it.goneAt).length} nodes did not report to the control plane`,
        details: [
          {
            name: 'Nodes',
            value: htmlTable(
              ['Node', 'Since (UTC)', 'Message'],
              lost.map((it) => [it.name, time(it.notReady?.since), it.notReady?.message ?? '']),
            ),
          },
        ],
        solutions: [
          {
            title: 'Restart or reimage the node',
            markdown:
              'Cordon the node and reimage its VM. See [Node not ready](https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/node-not-ready-basic-troubleshooting).',
          },
        ],
      };
    },
  },
  {
    id: 'nodeperfcpu',
    name: 'Node CPU Pressure',
    category,
    description: 'Looks for nodes whose CPU is used up.',
    look: cpuPressure,
  },
];

function oomKills({ cluster, from, to }: Look): Found {
  const rows = cluster.pods.flatMap((pod) =>
    [...pod.terminations].flatMap(([container, schedule]) => {
      if (schedule.reason !== 'OOMKilled') return [];
      const kills = terminationsUntil(schedule, pod.goneAt && pod.goneAt < to ? pod.goneAt : to).filter(
        (it) => it >= from,
      );
      return kills.length === 0
        ? []
        : [[pod.workload.namespace, pod.name, container, kills.length, time(kills.at(-1))] as const];
    }),
  );
  if (rows.length === 0) return fine('No OOM Kills where found during the detection period');
  return {
    status: 'Warning',
    message: `OOM Kills were found for ${rows.length} containers during the detection period`,
    details: [
      {
        name: 'Summary',
        value:
          '<markdown>The kernel ended containers that used **all of the memory** that they or their node had.</markdown>',
      },
      {
        name: 'Containers',
        value: htmlTable(
          ['Namespace', 'Pod', 'Container', 'OOM Kills', 'Last (UTC)'],
          rows.map((it) => [...it]),
        ),
      },
      {
        name: 'Additional Reading',
        value:
          '<markdown>\n- [Troubleshoot OOMKilled in AKS](https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/availability-performance/troubleshoot-oomkilled-aks-clusters)\n</markdown>',
      },
    ],
    solutions: [
      { title: 'Give the containers more memory', markdown: 'Raise `resources.limits.memory`, or find what leaks.' },
    ],
  };
}

function pressure(id: string, name: string, what: string, field: 'memoryPressure' | 'diskPressure'): LabDetector {
  return {
    ...{ id, name, category, description: `Looks for nodes with ${what} pressure.` },
    look(look) {
      const under = nodesWith(look, (it) => it[field]);
      if (under.length === 0) return fine(`No nodes with ${what} pressure were detected for the specified time range`);
      return {
        status: 'Warning',
        message: `${under.length} nodes with ${what} pressure were detected for the specified time range`,
        details: [
          {
            name: 'Nodes',
            value: htmlTable(
              ['Node', 'Node Pool', 'Since (UTC)', 'Until (UTC)'],
              under.map((it) => [it.name, it.pool, time(it[field]?.since), time(it[field]?.until) || 'now']),
            ),
          },
        ],
        solutions: [
          {
            title: `Free ${what}, or use bigger nodes`,
            markdown: `Find the pods that use most of the ${what} of these nodes.`,
          },
        ],
      };
    },
  };
}

function cpuPressure({ world, cluster, from, to }: Look): Found {
  const step = (to.getTime() - from.getTime()) / samples;
  const used = new Map<string, number>();
  for (let n = 1; n <= samples; n++) {
    const at = new Date(from.getTime() + n * step);
    const byNode = new Map<string, number>();
    for (const pod of world.pods(cluster, at)) {
      const cores = pod.containers.reduce((sum, it) => sum + (cpuNanoCores(pod, it, at) ?? 0), 0);
      byNode.set(pod.node.name, (byNode.get(pod.node.name) ?? overhead.cpu) + cores);
    }
    for (const [name, cores] of byNode) used.set(name, Math.max(used.get(name) ?? 0, cores));
  }
  const full = cluster.nodes
    .map((node) => ({ node, share: (used.get(node.name) ?? 0) / 1_000_000 / node.cpu.allocatable }))
    .filter(({ share }) => share >= busy);
  if (full.length === 0) return fine('No nodes with CPU pressure were detected for the specified time range');
  return {
    status: 'Warning',
    message: `${full.length} nodes with CPU pressure were detected for the specified time range`,
    details: [
      {
        name: 'Nodes',
        value: htmlTable(
          ['Node', 'Node Pool', 'Highest CPU (%)'],
          full.map(({ node, share }) => [node.name, node.pool, Math.min(100, Math.round(share * 100))]),
        ),
      },
    ],
  };
}

function nodesWith(
  { cluster, from, to }: Look,
  trouble: (node: ClusterNode) => { since: Date; until?: Date } | undefined,
) {
  return cluster.nodes.filter((node) => {
    const it = trouble(node);
    return it && it.since <= to && !(it.until && it.until < from);
  });
}

function time(at: Date | undefined): string {
  return at ? at.toISOString().slice(0, 16).replace('T', ' ') : '';
}
