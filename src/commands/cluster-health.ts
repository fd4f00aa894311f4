import { z } from 'zod';
import { clusterHealthCard } from '../cards/cluster-health.ts';
import { locateCluster } from '../diagnosis/locate-cluster.ts';
import type { ClusterHealth } from '../model/cluster-health.ts';
import { clusterHealth as healthOf } from '../monitoring/views/cluster-health.ts';
import { defineCommand, type Press } from './command.ts';
import { askedClusterField, clusterIdField } from './language/shared-fields.ts';
import { oneSubject } from './naming/one-subject.ts';

const hours = 6;

/** How one cluster is: nodes, pods, use, restarts, alerts, version. */
export const clusterHealth = defineCommand({
  name: 'cluster health',
  synonyms: [
    'health',
    'healthy',
    'unhealthy',
    'healthcheck',
    'health check',
    'cluster status',
    'status',
    'cluster state',
    'state',
    'cluster overview',
    'overview',
    'how is',
    'how are',
  ],
  usage: 'cluster health [<cluster>]',
  summary: 'Nodes, pods, CPU and memory, restarts and alerts of a cluster.',
  examples: ['cluster health prod-weu', 'is prod-weu healthy?', 'cluster health'],
  role: 'viewer',
  input: z.object({
    cluster: askedClusterField,
    clusterId: clusterIdField,
  }),
  doing: ({ cluster }) => (cluster === undefined ? 'Looking at the cluster' : `Looking at ${String(cluster)}`),
  async run({ cluster: name, clusterId }, context) {
    const { azure, clock, buttons } = context;
    const located = await locateCluster(azure, name === undefined ? {} : { name });
    const one = await oneSubject(located, context, {
      noun: 'cluster',
      name,
      clusterId,
      again: (subject) => ({
        title: subject.cluster.name,
        verb: 'cluster health',
        input: { cluster: subject.cluster.name },
      }),
      instead: (other) => ({ title: other, verb: 'cluster health', input: { cluster: other } }),
      ...(name !== undefined && { besides: [{ title: `Why ${name}`, verb: 'why', input: { workload: name } }] }),
    });
    if ('reply' in one) return one.reply;
    const { cluster } = one.subject;
    const now = clock.now();
    const health = await healthOf(azure, cluster, { from: new Date(now.getTime() - hours * 3_600_000), to: now });
    const seen = { ...health, gaps: [...one.gaps, ...health.gaps] };
    return {
      card: clusterHealthCard(seen, { now, buttons: await buttons(followUps(seen)) }),
      about: { cluster: cluster.name },
    };
  },
});

/** What a person asks next: why the workloads that restart most do so. */
function followUps({ cluster, restarts }: ClusterHealth): Press[] {
  const worst = new Map((restarts?.value ?? []).map((it) => [`${it.namespace}/${it.workload}`, it]));
  const why = [...worst.values()].slice(0, 3).map(({ namespace, workload, lastReason }) => ({
    title: `Why ${workload}`,
    verb: 'why',
    input: { workload, namespace, cluster: cluster.name, ...(lastReason === 'OOMKilled' && { symptom: 'OOMKilled' }) },
  }));
  return [
    ...why,
    { title: 'Nodes', verb: 'nodes', input: { cluster: cluster.name } },
    { title: 'Look again', verb: 'cluster health', input: { cluster: cluster.name }, replaces: true },
  ];
}
