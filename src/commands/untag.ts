import { z } from 'zod';
import { UserError } from '../errors.ts';
import { changedImage, imageChangeFields } from './change-work/changed-image.ts';
import { defineCommand } from './command.ts';
import { says } from './language/field.ts';

/** Proposes to take a tag away. */
export const untag = defineCommand({
  name: 'untag',
  synonyms: ['untag image', 'remove tag'],
  usage: 'untag <repository:tag> [even if used] [registry=<name>] [because ...]',
  summary: 'Proposes to take a tag away; the image stays, by its digest.',
  examples: ['untag payments-api:1.7'],
  role: 'operator',
  input: z.object({
    ...imageChangeFields,
    evenIfUsed: z
      .boolean()
      .optional()
      .meta(says({ is: 'flag', noun: 'whether also where it is used', words: { true: ['even if used', 'used too'] } })),
  }),
  doing: ({ image }) => `Planning to take the tag of ${String(image ?? 'the image')} away`,
  run: ({ evenIfUsed, ...said }, context) =>
    changedImage(
      { verb: 'untag', kept: { ...(evenIfUsed && { evenIfUsed }) } },
      said,
      context,
      ({ tags, tag = only(tags), ...image }) => {
        if (tag === undefined) throw new UserError(`Say which tag: it has ${tags.slice(0, 10).join(', ') || 'none'}.`);
        return { action: 'untag-image', input: { ...image, tag, ...(evenIfUsed && { evenIfUsed }) } };
      },
    ),
});

function only(tags: readonly string[]): string | undefined {
  return tags.length === 1 ? tags[0] : undefined;
}
