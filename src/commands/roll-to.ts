import { z } from 'zod';
import { UserError } from '../errors.ts';
import { parseImage } from '../model/parse-image.ts';
import { rolledKinds } from '../remediation/kubernetes/workload-target.ts';
import { becauseField } from './change-work/change-fields.ts';
import { changedWorkload } from './change-work/changed-workload.ts';
import { containerMeant } from './change-work/container-meant.ts';
import { defineCommand } from './command.ts';
import { says } from './language/field.ts';
import { nameText } from './language/shared-fields.ts';
import { workloadFields } from './language/workload-fields.ts';

const verb = 'roll';

const input = z
  .object({
    kind: workloadFields.kind,
    workload: nameText.optional().meta(
      says({
        is: 'name',
        noun: 'workload',
        keys: ['workload', 'app', 'service'],
        after: ['of', 'for'],
        bare: true,
        path: ['cluster', 'namespace'],
        remembered: 'workload',
        unless: ['image', 'cluster', 'namespace', 'places'],
      }),
    ),
    container: nameText
      .max(63)
      .optional()
      .meta(says({ is: 'name', noun: 'container', keys: ['container', '-c'] })),
    tag: z
      .string()
      .regex(/^(?:\w[\w.-]{0,127}|sha256:[0-9a-f]{64})$/)
      .optional()
      .meta(
        says({
          is: 'tag',
          noun: 'tag',
          keys: ['tag', 'version'],
          after: ['to'],
          bare: /^(?:v?\d[\w.-]*|sha256:[0-9a-f]{64})$/,
          unless: ['image'],
        }),
      ),
    /** The workload and the tag in one: payments-api:1.8. */
    image: z
      .string()
      .max(400)
      .refine((text) => parseImage(text) !== undefined)
      .optional()
      .meta(says({ is: 'image', noun: 'image', keys: ['image'], bare: /[\w/]:\w/, unless: ['tag'] })),
    cluster: workloadFields.cluster,
    namespace: workloadFields.namespace,
    clusterId: workloadFields.clusterId,
    places: workloadFields.places,
    reason: becauseField,
  })
  .refine(({ tag, image }) => tag !== undefined || image !== undefined);

/** Proposes another version of the image that a container runs. */
export const rollTo = defineCommand({
  name: verb,
  synonyms: ['roll to', 'roll out', 'deploy', 'deploy version', 'deploy tag', 'set image', 'update image', 'set tag'],
  usage: 'roll <workload> to <tag> [container=<name>] [cluster=<name>] [ns=<namespace>] [because ...]',
  summary: 'Proposes another version of the image that a workload runs.',
  examples: ['roll payments-api to 1.8.1', 'roll payments-api:1.8.1'],
  role: 'operator',
  input,
  doing: ({ workload, image, tag }) => `Planning to roll ${String(workload ?? 'it')} to ${String(tag ?? image)}`,
  run: ({ container, tag, image, ...said }, context) => {
    const ref = image === undefined ? undefined : parseImage(image);
    const version = tag ?? ref?.digest ?? ref?.tag;
    if (version === undefined) throw new UserError('Say the version: roll payments-api to 1.8.1.');
    const kept = { ...(container && { container }), ...(tag && { tag }), ...(image && { image }) };
    const workload = said.workload ?? ref?.repository.split('/').at(-1);
    const fits = ref && ((its: string) => parseImage(its)?.repository === ref.repository);
    return changedWorkload({ verb, kept, kinds: rolledKinds }, { ...said, workload }, context, async (target) => ({
      action: 'roll-to-tag',
      input: {
        ...target,
        container: await containerMeant(context.azure, target, { said: container, ...(fits && { fits }) }),
        version,
      },
    }));
  },
});
