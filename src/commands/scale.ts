import { z } from 'zod';
import { scaledKinds } from '../remediation/actions/scale.ts';
import { becauseField } from './change-work/change-fields.ts';
import { changedWorkload } from './change-work/changed-workload.ts';
import { defineCommand } from './command.ts';
import { says } from './language/field.ts';
import { kindWords } from './language/kind-words.ts';
import { workloadFields } from './language/workload-fields.ts';

const { Deployment, StatefulSet, ReplicaSet } = kindWords;

const input = z.object({
  ...workloadFields,
  kind: z
    .enum(scaledKinds)
    .optional()
    .meta(
      says({
        is: 'choice',
        noun: 'kind',
        words: { Deployment, StatefulSet, ReplicaSet },
        idle: ['pod', 'pods', 'replica', 'instances'],
      }),
    ),
  replicas: z
    .number()
    .int()
    .min(0)
    .max(5_000)
    .meta(says({ is: 'count', noun: 'number of replicas', keys: ['replicas', 'count'], after: ['to'], bare: /^\d+$/ })),
  reason: becauseField,
});

/** Proposes another number of replicas. */
export const scale = defineCommand({
  name: 'scale',
  synonyms: ['scale up', 'scale down', 'scale out', 'scale in', 'set replicas', 'resize'],
  usage: 'scale <workload> to <n> [cluster=<name>] [ns=<namespace>] [because ...]',
  summary: 'Proposes another number of replicas for a workload; 0 stops it.',
  examples: ['scale payments-api to 5', 'scale payments-api to 0'],
  role: 'operator',
  input,
  doing: ({ workload, replicas }) => `Planning to scale ${String(workload ?? 'it')} to ${String(replicas)}`,
  run: ({ replicas, ...said }, context) =>
    changedWorkload({ verb: 'scale', kept: { replicas }, kinds: scaledKinds }, said, context, (target) => ({
      action: 'scale',
      input: { ...target, replicas },
    })),
});
