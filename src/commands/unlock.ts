import { z } from 'zod';
import { changedImage, imageChangeFields } from './change-work/changed-image.ts';
import { defineCommand } from './command.ts';

/** Proposes to unlock an image. */
export const unlock = defineCommand({
  name: 'unlock',
  synonyms: ['unlock image'],
  usage: 'unlock <repository[:tag|@digest]> [registry=<name>] [because ...]',
  summary: 'Proposes that an image and its tag can be deleted and pushed over again.',
  examples: ['unlock payments-api:1.8'],
  role: 'operator',
  input: z.object(imageChangeFields),
  doing: ({ image }) => `Planning to unlock ${String(image ?? 'the image')}`,
  run: (said, context) =>
    changedImage({ verb: 'unlock' }, said, context, ({ tags: _, ...input }) => ({ action: 'unlock-image', input })),
});
