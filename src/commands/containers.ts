import { z } from 'zod';
import { containersCard } from '../cards/containers.ts';
import { containers as containersView } from '../monitoring/views/containers.ts';
import { defineCommand } from './command.ts';
import { saidOf } from './naming/said-of.ts';
import { viewAnswer } from './view-work/view-answer.ts';
import { viewedFields, viewFields } from './view-work/view-fields.ts';

const verb = 'containers';

/** The containers of a workload, a pod, a node, a namespace or a cluster, worst first. */
export const containers = defineCommand({
  name: verb,
  synonyms: ['list containers', 'container list', 'top containers', 'container restarts'],
  usage: 'containers [troubled] [<workload|pod|node|namespace|cluster>]',
  summary: 'Containers: state, last ending, OOMKilled, restarts, image, use.',
  examples: ['containers payments-api', 'containers in shop', 'top containers in prod-weu'],
  role: 'viewer',
  input: z.object({ ...viewedFields, ...viewFields }),
  doing: () => 'Looking at the containers',
  run: (said, context) =>
    viewAnswer(said, context, {
      ...{ verb, read: containersView, card: containersCard },
      namespaceOf: ({ namespace }) => namespace,
      into: ({ name, pod, namespace, owner }, { cluster }) => ({
        title: `${name} in ${pod}`,
        verb: 'logs',
        input: { kind: owner.kind, workload: owner.name, cluster: cluster.name, namespace, pod, container: name },
      }),
      next: (subject, place) => [
        { title: 'Pods', verb: 'pods', input: place },
        { title: 'Why', verb: 'why', input: saidOf(subject) },
      ],
    }),
});
