import { z } from 'zod';
import { rolledKinds } from '../remediation/kubernetes/workload-target.ts';
import { becauseField } from './change-work/change-fields.ts';
import { changedWorkload } from './change-work/changed-workload.ts';
import { containerMeant } from './change-work/container-meant.ts';
import { defineCommand } from './command.ts';
import { says } from './language/field.ts';
import { nameText } from './language/shared-fields.ts';
import { workloadFields } from './language/workload-fields.ts';

const verb = 'set memory';
const memory = z.number().int().min(4).max(4_194_304);

const input = z.object({
  kind: workloadFields.kind,
  workload: workloadFields.workload,
  container: nameText
    .max(63)
    .optional()
    .meta(says({ is: 'name', noun: 'container', keys: ['container', '-c'], bare: /[a-z]/i })),
  /** What the amount is of; the limit, unless the request was said. */
  of: z
    .enum(['request', 'limit'])
    .optional()
    .meta(
      says({ is: 'choice', noun: 'part', words: { request: ['request', 'requests'], limit: ['limit', 'limits'] } }),
    ),
  to: memory.meta(
    says({ is: 'memory', noun: 'amount (as in 512Mi or 2Gi)', keys: ['limit', 'memory'], after: ['to'], bare: /^\d/ }),
  ),
  request: memory.optional().meta(says({ is: 'memory', noun: 'request', keys: ['request', 'requests'], bare: /^\d/ })),
  cluster: workloadFields.cluster,
  namespace: workloadFields.namespace,
  clusterId: workloadFields.clusterId,
  places: workloadFields.places,
  reason: becauseField,
});

/** Proposes another memory limit, request, or both. */
export const setMemory = defineCommand({
  name: verb,
  synonyms: [
    ...['raise memory', 'increase memory', 'bump memory', 'lower memory', 'more memory', 'raise the memory'],
    ...['memory limit', 'set memory limit', 'raise memory limit', 'raise the memory limit', 'increase memory limit'],
  ],
  usage: 'set memory <workload> [container] to <512Mi> [request=<256Mi>] [because ...]',
  summary: 'Proposes another memory limit of a container, its request, or both.',
  examples: ['set memory payments-api to 512Mi', 'set memory payments-api request to 256Mi'],
  role: 'operator',
  input,
  doing: ({ workload, to }) => `Planning to set the memory of ${String(workload ?? 'it')} to ${String(to)}Mi`,
  run: ({ container, of, to, request, ...said }, context) => {
    const kept = { ...(container && { container }), ...(of && { of }), to, ...(request && { request }) };
    return changedWorkload({ verb, kept, kinds: rolledKinds }, said, context, async (target) => ({
      action: 'raise-memory-limit',
      input: {
        ...target,
        container: await containerMeant(context.azure, target, { said: container }),
        ...(of === 'request' && request === undefined ? { requestMiB: to } : { limitMiB: to }),
        ...(request !== undefined && { requestMiB: request }),
      },
    }));
  },
});
