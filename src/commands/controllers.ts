import { z } from 'zod';
import { controllersCard } from '../cards/controllers.ts';
import { controllers as controllersView } from '../monitoring/views/controllers.ts';
import { defineCommand } from './command.ts';
import { saidOf } from './naming/said-of.ts';
import { viewAnswer } from './view-work/view-answer.ts';
import { viewedFields, viewFields } from './view-work/view-fields.ts';

const verb = 'controllers';

/** The workloads of a cluster, a namespace or a node, worst first. */
export const controllers = defineCommand({
  name: verb,
  synonyms: [
    ...['controller', 'workloads', 'list workloads', 'deployments', 'statefulsets', 'daemonsets', 'replicasets'],
    ...['cronjobs', 'get deploy', 'get deployments', 'get sts', 'get ds', 'get all'],
  ],
  usage: 'controllers [troubled] [<cluster|namespace|node>]',
  summary: 'Workloads: ready of wanted, restarts, OOM kills, use against limits.',
  examples: ['controllers prod-weu', 'controllers in shop', 'workloads in trouble'],
  role: 'viewer',
  input: z.object({ ...viewedFields, ...viewFields }),
  doing: () => 'Looking at the workloads',
  run: (said, context) =>
    viewAnswer(said, context, {
      ...{ verb, read: controllersView, card: controllersCard },
      namespaceOf: ({ namespace }) => namespace,
      into: ({ owner, namespace }, { cluster }) => ({
        title: owner.name,
        verb: 'containers',
        input: { kind: owner.kind, workload: owner.name, cluster: cluster.name, namespace },
      }),
      next: (subject, place) => [
        { title: 'Pods', verb: 'pods', input: place },
        { title: 'Why', verb: 'why', input: saidOf(subject) },
      ],
    }),
});
