import { z } from 'zod';
import { glob } from '../../model/glob.ts';
import { someDuration } from '../../model/time/duration.ts';
import { digestConfig } from './digest-config.ts';

/** A pattern of images; few stars, for one with many takes for ever to match. */
const imagePattern = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[\w.:/?-]*(\*[\w.:/?-]*){0,4}$/, 'is no image; * stands for any letters, four times at most');

/** What counts as good where practice alone does not say. */
export const postureConfig = z
  .strictObject({
    approved_images: z
      .array(imagePattern)
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
    key_age: someDuration
      .prefault('365d')
      .describe('How old a customer-managed key may be until it has to be renewed.'),
    node_image_age: someDuration.prefault('45d').describe('How old the image of a node may be; AKS makes one a week.'),
    enabled: z.boolean().default(true).describe('Whether the posture is read and kept in the background.'),
    every: someDuration
      .refine((ms) => ms >= 3_600_000, 'must be an hour at least')
      .prefault('24h')
      .describe('How often every resource is looked at, clusters by their Kubernetes API, and the score is kept.'),
    digest: digestConfig.optional(),
  })
  .transform((it) => ({
    approvedImages: it.approved_images,
    ownRegistries: it.own_registries,
    keyAgeMs: it.key_age,
    nodeImageAgeMs: it.node_image_age,
    enabled: it.enabled,
    everyMs: it.every,
    digest: it.digest,
  }));

/** The section read. */
export type PostureSettings = z.infer<typeof postureConfig>;

/** As much of it as the checks judge by. */
export type PostureConfig = Pick<PostureSettings, 'approvedImages' | 'ownRegistries' | 'keyAgeMs' | 'nodeImageAgeMs'>;
