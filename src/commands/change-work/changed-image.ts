import { z } from 'zod';
import { parseImage } from '../../model/parse-image.ts';
import type { ActionCall } from '../../remediation/action.ts';
import type { ImageTarget } from '../../remediation/registry/image-target.ts';
import type { Context, Reply } from '../command.ts';
import { says } from '../language/field.ts';
import { type Again, oneImage } from '../naming/one-image.ts';
import type { SaidImage } from '../naming/wanted-images.ts';
import { everywhere } from '../people/scope.ts';
import { becauseField } from './change-fields.ts';
import { proposeFor } from './propose-for.ts';

/** What is said about a change of an image. */
export const imageChangeFields = {
  image: z
    .string()
    .max(400)
    .refine((text) => parseImage(text) !== undefined)
    .meta(says({ is: 'image', noun: 'image', keys: ['image', 'repo', 'repository'], bare: true, remembered: 'image' })),
  registry: z
    .string()
    .max(253)
    .regex(/^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*$/i)
    .optional()
    .meta(says({ is: 'name', noun: 'registry', keys: ['registry', 'acr'], after: ['from', 'in'], bare: /\./ })),
  tag: z
    .string()
    .regex(/^\w[\w.-]{0,127}$/)
    .optional()
    .meta(says({ is: 'name', noun: 'tag', keys: ['tag', 'version'], bare: /^v?\d/i })),
  reason: becauseField,
};

/** The image that was meant, by its digest; the tag that was said or runs, and all that it has. */
export interface ChangedImage extends ImageTarget {
  tag?: string;
  tags: readonly string[];
}

/** Finds the image that is meant and proposes what is to be done to it; asks back where it is not clear. */
export async function changedImage(
  { verb, kept = {} }: Again,
  { reason, ...said }: SaidImage & { reason?: string | undefined },
  context: Context,
  call: (image: ChangedImage) => ActionCall,
): Promise<Reply> {
  // A registry is in no cluster: who is limited to some places changes nothing there.
  await context.permit(everywhere);
  const again = { verb, kept: { ...kept, ...(reason !== undefined && { reason }) } };
  const one = await oneImage(said, context, again);
  if ('reply' in one) return one.reply;
  const { manifest, tag } = one.image;
  const { loginServer, repository, digest, tags } = manifest;
  return proposeFor(
    call({ loginServer, repository, digest, tags, ...(tag !== undefined && { tag }) }),
    { reason },
    context,
  );
}
