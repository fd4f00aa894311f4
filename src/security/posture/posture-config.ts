import { z } from 'zod';
import { glob } from '../../model/glob.ts';

/** What counts as good where practice alone does not say. */
export const postureConfig = z
  .strictObject({
    approved_images: z
      .array(glob)
      .max(500)
      .default([])
      .describe(
        'Images that may run, as `registry/repository` with `*`; none says that every one of our registries may.',
      ),
    own_registries: z
      .array(glob)
      .max(100)
      .default([])
      .describe('Login servers that count as ours beside the registries which the bot can see.'),
  })
  .transform((it) => ({ approvedImages: it.approved_images, ownRegistries: it.own_registries }));

/** The section read. */
export type PostureConfig = z.infer<typeof postureConfig>;
