import { z } from 'zod';
import { imageDiffCard } from '../cards/image-diff.ts';
import { UserError } from '../errors.ts';
import { imageDiff as differenceOf } from '../model/image-diff.ts';
import { parseImage } from '../model/parse-image.ts';
import { findingsFor } from '../security/findings-for.ts';
import type { WhatRuns } from '../security/what-runs.ts';
import { whatRuns } from '../security/what-runs.ts';
import { type Context, defineCommand } from './command.ts';
import { says } from './language/field.ts';
import { oneImage } from './naming/one-image.ts';
import { permitImage } from './naming/permit-image.ts';
import { runningFor } from './naming/running-for.ts';
import { seesAll } from './naming/sees-all.ts';

const verb = 'image diff';
const imageText = z
  .string()
  .max(400)
  .refine((text) => parseImage(text) !== undefined);

/** What changed from one image to another: new, fixed and unchanged findings. */
export const imageDiff = defineCommand({
  name: verb,
  synonyms: ['diff image', 'image compare', 'compare image', 'compare'],
  usage: 'image diff <image> <other> [registry=<name>]',
  summary: 'What one image has and the other has not: new, fixed, unchanged.',
  examples: ['image diff payments-api:1.8 1.8.1', 'compare images api:1.8 and api:1.8.1'],
  role: 'viewer',
  input: z.object({
    image: imageText.meta(
      says({ is: 'image', noun: 'image', keys: ['image', 'images', 'from'], after: ['from'], bare: true }),
    ),
    other: imageText.meta(
      says({ is: 'image', noun: 'other image', keys: ['other'], after: ['to', 'with', 'and'], bare: true }),
    ),
    registry: z
      .string()
      .max(253)
      .regex(/^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*$/i)
      .optional()
      .meta(says({ is: 'name', noun: 'registry', keys: ['registry', 'acr'] })),
  }),
  doing: ({ image, other }) => `Comparing ${String(image)} with ${String(other)}`,
  async run({ image, other, registry }, context) {
    const { azure, clock, store, buttons } = context;
    const runs = await runningFor(await whatRuns(azure, clock.now()), context);
    const isAll = await seesAll(context);
    const one = await located({ image, registry }, { context, runs, isAll });
    if ('reply' in one) return one.reply;
    const second = await located({ image: sameRepository(image, other), registry }, { context, runs, isAll });
    if ('reply' in second) return second.reply;
    const [before, after] = await Promise.all(
      [one, second].map((it) => findingsFor(azure, store, it.image.manifest, clock.now())),
    );
    if (!before || !after) throw new UserError('Two images are needed: image diff payments-api:1.8 1.8.1.');
    const input = { image: before.ref, other: after.ref };
    return {
      card: imageDiffCard({
        ...{ before, after, now: clock.now() },
        difference: differenceOf(before.vulnerabilities, after.vulnerabilities),
        gaps: [...one.gaps, ...second.gaps, ...before.gaps, ...after.gaps],
        buttons: await buttons([
          { title: 'Show the other', verb: 'scan image', input: { image: after.ref } },
          { title: 'The other way round', verb, input: { image: input.other, other: input.image }, replaces: true },
        ]),
      }),
    };
  },
});

async function located(
  said: { image: string; registry: string | undefined },
  { context, runs, isAll }: { context: Context; runs: WhatRuns; isAll: boolean },
) {
  if (!isAll) await permitImage(said, runs, context);
  return oneImage(said, context);
}

/** "image diff payments-api:1.8 1.8.1": a version alone is one of the same repository. */
function sameRepository(image: string, other: string): string {
  if (!/^v?\d[\w.-]*$/i.test(other)) return other;
  const { registry, repository } = parseImage(image) ?? { repository: image };
  return `${registry ? `${registry}/` : ''}${repository}:${other}`;
}
