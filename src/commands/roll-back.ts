import { z } from 'zod';
import { rolledKinds } from '../remediation/kubernetes/workload-target.ts';
import { becauseField } from './change-work/change-fields.ts';
import { changedWorkload } from './change-work/changed-workload.ts';
import { defineCommand } from './command.ts';
import { says } from './language/field.ts';
import { workloadFields } from './language/workload-fields.ts';

const verb = 'roll back';

/** Proposes the template of an earlier revision. */
export const rollBack = defineCommand({
  name: verb,
  synonyms: ['rollback', 'undo rollout', 'rollout undo', 'undo the rollout', 'undo deployment', 'previous version'],
  usage: 'roll back <workload> [to revision <n>] [cluster=<name>] [ns=<namespace>] [because ...]',
  summary: 'Proposes an earlier revision of a workload: the one before, or yours.',
  examples: ['roll back payments-api', 'roll back payments-api to revision 3'],
  role: 'operator',
  input: z.object({
    ...workloadFields,
    revision: z
      .number()
      .int()
      .min(1)
      .max(999_999)
      .optional()
      .meta(says({ is: 'count', noun: 'revision', keys: ['revision', 'rev'], bare: /^\d+$/ })),
    reason: becauseField,
  }),
  doing: ({ workload }) => `Planning to roll ${String(workload ?? 'it')} back`,
  run: ({ revision, ...said }, context) => {
    const kept = revision === undefined ? {} : { revision };
    return changedWorkload({ verb, kept, kinds: rolledKinds }, said, context, (target) => ({
      action: 'roll-back',
      input: { ...target, ...kept },
    }));
  },
});
