import { changedPod } from './change-work/changed-pod.ts';
import { workloadChangeFields } from './change-work/changed-workload.ts';
import { defineCommand } from './command.ts';

const verb = 'delete pod';

/** Proposes to delete one pod. */
export const deletePod = defineCommand({
  name: verb,
  synonyms: ['delete the pod', 'kill pod', 'remove pod', 'delete po'],
  usage: 'delete pod <pod> [cluster=<name>] [ns=<namespace>] [because ...]',
  summary: 'Proposes to delete one pod, so that its controller makes another.',
  examples: ['delete pod orders-db-0'],
  role: 'operator',
  input: workloadChangeFields,
  doing: ({ workload }) => `Planning to delete ${workload === undefined ? 'a pod' : String(workload)}`,
  run: (said, context) => changedPod(verb, said, context, (target) => ({ action: 'delete-pod', input: target })),
});
