import { z } from 'zod';
import { glob } from '../../model/glob.ts';
import { someDuration } from '../../model/time/duration.ts';

const channel = z.string().regex(/^\S+$/, 'must be the id of a Teams channel, such as 19:...@thread.tacv2');
const name = z.string().trim().min(1).max(100);

const owner = z
  .strictObject({
    name,
    namespaces: z.array(glob).max(100).default([]),
    person: z
      .strictObject({ id: z.guid('is not an Entra object id').toLowerCase(), name })
      .transform(({ id, name: shown }) => ({ objectId: id, name: shown }))
      .optional(),
    channel: channel.optional(),
  })
  .describe('An owner.');

/** What is done about the images of the whole estate, and who owns them. */
export const imagesConfig = z
  .strictObject({
    channel: channel.optional().describe('Teams channel for new findings in images that run; else that of incidents.'),
    enabled: z.boolean().default(true).describe('Whether the estate is read at all in the background.'),
    every: someDuration.prefault('30m').describe('How often all findings and what runs are read.'),
    tell_from: z
      .enum(['Critical', 'High', 'Medium', 'Low', 'Unknown'])
      .default('High')
      .describe('From which severity a new finding is told; what is exploited is told in any case.'),
    most_cards: z
      .number()
      .int()
      .min(1)
      .max(50)
      .default(10)
      .describe('So many cards after one reading; further images are told together in one.'),
    owner_labels: z
      .array(name)
      .max(20)
      .default(['owner', 'team'])
      .describe(
        'Labels or annotations of pods and namespaces, and tags of resources, that name the owner, the first that is there.',
      ),
    owner_tags: z
      .array(name)
      .max(20)
      .default(['owner', 'team'])
      .describe(
        'ARM tags of the registry, then of the cluster, that name the owner where neither a label nor `owners` does; `[]` reads none.',
      ),
    owners: z
      .array(owner)
      .max(1_000)
      .default([])
      .describe(
        'Owners by `name`: `namespaces` (with `*`) that are theirs without a label, the `person` to mention (`id`, `name`), their own `channel`.',
      ),
  })
  .transform((it) => ({
    channel: it.channel,
    enabled: it.enabled,
    everyMs: it.every,
    tellFrom: it.tell_from,
    mostCards: it.most_cards,
    ownerLabels: it.owner_labels,
    ownerTags: it.owner_tags,
    owners: it.owners,
  }));

/** The section read. */
export type ImagesConfig = z.infer<typeof imagesConfig>;
