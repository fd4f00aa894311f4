import { z } from 'zod';
import { changedImage, imageChangeFields } from './change-work/changed-image.ts';
import { defineCommand } from './command.ts';
import { says } from './language/field.ts';

/** Proposes to build an image anew. */
export const rebuild = defineCommand({
  name: 'rebuild',
  synonyms: ['rebuild image', 'build anew'],
  usage: 'rebuild <repository[:tag|@digest]> [task=<name>] [registry=<name>] [because ...]',
  summary: 'Proposes to run the ACR Task that builds an image.',
  examples: ['rebuild payments-api:1.8'],
  role: 'operator',
  input: z.object({
    ...imageChangeFields,
    task: z
      .string()
      .regex(/^[\w-]{1,50}$/)
      .optional()
      .meta(says({ is: 'name', noun: 'task', keys: ['task'] })),
  }),
  doing: ({ image }) => `Planning to build ${String(image ?? 'the image')} anew`,
  run: ({ task, ...said }, context) =>
    changedImage(
      { verb: 'rebuild', kept: { ...(task && { task }) } },
      said,
      context,
      ({ loginServer, repository }) => ({
        action: 'rebuild-image',
        input: { loginServer, repository, ...(task && { task }) },
      }),
    ),
});
