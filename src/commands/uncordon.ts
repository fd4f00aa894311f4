import { changedNode } from './change-work/changed-node.ts';
import { workloadChangeFields } from './change-work/changed-workload.ts';
import { defineCommand } from './command.ts';

/** Proposes to open a node for pods again. */
export const uncordon = defineCommand({
  name: 'uncordon',
  synonyms: ['un-cordon', 'make schedulable'],
  usage: 'uncordon <node> [cluster=<name>] [because ...]',
  summary: 'Proposes to let a node take pods again.',
  examples: ['uncordon aks-user-41725290-vmss000001'],
  role: 'operator',
  input: workloadChangeFields,
  doing: ({ workload }) => `Planning to uncordon ${workload === undefined ? 'a node' : String(workload)}`,
  run: (said, context) => changedNode('uncordon', said, context, (target) => ({ action: 'uncordon', input: target })),
});
