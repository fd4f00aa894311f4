import { z } from 'zod';
import { podsCard } from '../cards/pods.ts';
import { pods as podsView } from '../monitoring/views/pods.ts';
import { defineCommand } from './command.ts';
import { saidOf } from './naming/said-of.ts';
import { viewAnswer } from './view-work/view-answer.ts';
import { viewedFields, viewFields } from './view-work/view-fields.ts';

const verb = 'pods';

/** The pods of a workload, a node, a namespace or a cluster, worst first. */
export const pods = defineCommand({
  name: verb,
  synonyms: [
    'list pods',
    'pod list',
    'which pods',
    'how many pods',
    'what is running',
    'what runs',
    'get po',
    'top pod',
    ...['whats eating', "what's eating", 'what is eating', 'who is eating', 'eating'],
    ...['what is using', 'who is using', 'memory use', 'memory usage', 'cpu use', 'cpu usage', 'memory hogs'],
    ...['high memory', 'high cpu'],
  ],
  usage: 'pods [troubled|pending|top] [<workload|node|namespace|cluster>]',
  summary: 'Pods: phase, ready containers, restarts, node, age, use.',
  examples: ['pods in shop', 'pods payments-api', 'top pods in prod-weu'],
  role: 'viewer',
  input: z.object({ ...viewedFields, ...viewFields }),
  doing: () => 'Looking at the pods',
  run: (said, context) =>
    viewAnswer(said, context, {
      ...{ verb, read: podsView, card: podsCard },
      namespaceOf: ({ namespace }) => namespace,
      into: ({ name, namespace }, { cluster }) => ({
        title: name,
        verb: 'containers',
        input: { kind: 'Pod', workload: name, cluster: cluster.name, namespace },
      }),
      next: (subject, place) => [
        { title: 'Workloads', verb: 'controllers', input: place },
        { title: 'Why', verb: 'why', input: saidOf(subject) },
      ],
    }),
});
