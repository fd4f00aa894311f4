import { changedPod } from './change-work/changed-pod.ts';
import { workloadChangeFields } from './change-work/changed-workload.ts';
import { defineCommand } from './command.ts';

const verb = 'isolate';

/** Proposes to cut one pod off. */
export const isolate = defineCommand({
  name: verb,
  synonyms: ['quarantine'],
  usage: 'isolate <pod> [cluster=<name>] [ns=<namespace>] [because ...]',
  summary: 'Proposes to cut one pod off from the network and to keep it for a look.',
  examples: ['isolate orders-db-0'],
  role: 'operator',
  input: workloadChangeFields,
  doing: ({ workload }) => `Planning to isolate ${workload === undefined ? 'a pod' : String(workload)}`,
  run: (said, context) => changedPod(verb, said, context, (target) => ({ action: 'isolate-pod', input: target })),
});
