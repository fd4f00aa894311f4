import { z } from 'zod';
import { becauseField } from './change-work/change-fields.ts';
import { changedNode } from './change-work/changed-node.ts';
import { defineCommand } from './command.ts';
import { says } from './language/field.ts';
import { workloadFields } from './language/workload-fields.ts';

const { kind, workload, ...places } = workloadFields;

/** Proposes to empty a node. */
export const drain = defineCommand({
  name: 'drain',
  synonyms: ['evacuate'],
  usage: 'drain <node> [unmanaged] [local data] [cluster=<name>] [because ...]',
  summary: 'Proposes to cordon a node and to let its pods go as their budgets allow.',
  examples: ['drain aks-user-41725290-vmss000001'],
  role: 'operator',
  input: z.object({
    ...{ kind, workload },
    unmanaged: z
      .boolean()
      .optional()
      .meta(says({ is: 'flag', noun: 'unmanaged', words: { true: ['unmanaged', 'unmanaged pods', 'force'] } })),
    localData: z
      .boolean()
      .optional()
      .meta(
        says({
          is: 'flag',
          noun: 'local data',
          words: { true: ['local data', 'delete emptydir data'] },
        }),
      ),
    ...places,
    reason: becauseField,
  }),
  doing: (said) => `Planning to drain ${said.workload === undefined ? 'a node' : String(said.workload)}`,
  run({ unmanaged, localData, ...said }, context) {
    const kept = { ...(unmanaged && { unmanaged }), ...(localData && { localData }) };
    return changedNode('drain', said, context, (target) => ({ action: 'drain', input: { ...target, ...kept } }), kept);
  },
});
