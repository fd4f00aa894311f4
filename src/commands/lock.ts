import { z } from 'zod';
import { changedImage, imageChangeFields } from './change-work/changed-image.ts';
import { defineCommand } from './command.ts';

/** Proposes to lock an image. */
export const lock = defineCommand({
  name: 'lock',
  synonyms: ['lock image'],
  usage: 'lock <repository[:tag|@digest]> [registry=<name>] [because ...]',
  summary: 'Proposes that an image and its tag can be neither deleted nor pushed over.',
  examples: ['lock payments-api:1.8'],
  role: 'operator',
  input: z.object(imageChangeFields),
  doing: ({ image }) => `Planning to lock ${String(image ?? 'the image')}`,
  run: (said, context) =>
    changedImage({ verb: 'lock' }, said, context, ({ tags: _, ...input }) => ({ action: 'lock-image', input })),
});
