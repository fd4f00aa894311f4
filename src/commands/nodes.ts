import { z } from 'zod';
import { nodesCard } from '../cards/nodes.ts';
import { nodes as nodesView } from '../monitoring/views/nodes.ts';
import { defineCommand } from './command.ts';
import { askedClusterField, clusterIdField } from './language/shared-fields.ts';
import { viewAnswer } from './view-work/view-answer.ts';
import { viewFields } from './view-work/view-fields.ts';

const verb = 'nodes';

/** The nodes of a cluster, worst first. */
export const nodes = defineCommand({
  name: verb,
  synonyms: [
    'list nodes',
    'node list',
    'node status',
    'node states',
    'which nodes',
    'which node',
    'how many nodes',
    'top node',
    'get no',
  ],
  usage: 'nodes [troubled|top] [<cluster>]',
  summary: 'Nodes: state, pressure, CPU and memory, pods, version, pool, age.',
  examples: ['nodes prod-weu', 'nodes not ready', 'top nodes in prod-weu'],
  role: 'viewer',
  isLedTo: true,
  input: z.object({
    cluster: askedClusterField,
    clusterId: clusterIdField,
    ...viewFields,
  }),
  doing: ({ cluster }) => `Looking at the nodes${cluster === undefined ? '' : ` of ${String(cluster)}`}`,
  run: ({ cluster, ...said }, context) =>
    viewAnswer({ kind: 'Cluster', ...(cluster !== undefined && { cluster }), ...said }, context, {
      ...{ verb, card: nodesCard },
      read: (azure, subject, now) => nodesView(azure, subject.cluster, now),
      into: ({ name }, { cluster: { name: its } }) => ({
        title: name,
        verb: 'controllers',
        input: { node: name, cluster: its },
      }),
      next: ({ cluster: { name } }) => [
        { title: 'Health', verb: 'cluster health', input: { cluster: name } },
        { title: 'Workloads', verb: 'controllers', input: { cluster: name } },
      ],
    }),
});
