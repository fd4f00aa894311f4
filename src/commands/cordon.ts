import { changedNode } from './change-work/changed-node.ts';
import { workloadChangeFields } from './change-work/changed-workload.ts';
import { defineCommand } from './command.ts';

/** Proposes to close a node for new pods. */
export const cordon = defineCommand({
  name: 'cordon',
  synonyms: ['cordon off', 'make unschedulable'],
  usage: 'cordon <node> [cluster=<name>] [because ...]',
  summary: 'Proposes to let a node take no new pods; those on it stay.',
  examples: ['cordon aks-user-41725290-vmss000001'],
  role: 'operator',
  input: workloadChangeFields,
  doing: ({ workload }) => `Planning to cordon ${workload === undefined ? 'a node' : String(workload)}`,
  run: (said, context) => changedNode('cordon', said, context, (target) => ({ action: 'cordon', input: target })),
});
