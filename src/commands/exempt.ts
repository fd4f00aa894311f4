import { z } from 'zod';
import { UserError } from '../errors.ts';
import { gateImage } from '../security/gate/gate-image.ts';
import { imageChangeFields } from './change-work/changed-image.ts';
import { exceptionFields, mostCovered, wantsReason } from './change-work/exception-fields.ts';
import { proposeFor } from './change-work/propose-for.ts';
import { type Context, defineCommand } from './command.ts';
import { gatePolicyOf } from './gate-work/gate-policy-of.ts';
import { policyField } from './gate-work/policy-field.ts';
import { oneImage } from './naming/one-image.ts';
import { everywhere } from './people/scope.ts';

const verb = 'exempt';
const day = 86_400_000;
const usualDays = 30;

const input = z.object({
  ...imageChangeFields,
  policy: policyField,
  ...exceptionFields,
  /** Only a prepared press carries it: what counted when the card was made. */
  covers: z.array(z.string().max(60)).min(1).max(mostCovered).optional(),
});

/** Proposes an exception: an image may pass the gate for a time, although something counts. */
export const exempt = defineCommand({
  name: verb,
  synonyms: ['except image', 'image exception'],
  usage: 'exempt <repository[:tag|@digest]> [policy=<name>] [days=<30>] [owner=<name>] because ...',
  summary: 'Proposes that an image may pass the gate for a time.',
  examples: ['exempt storefront because it goes'],
  role: 'operator',
  input,
  doing: ({ image }) => `Planning an exception for ${String(image ?? 'the image')}`,
  async run({ reason, owner, days = usualDays, covers, ...said }, context) {
    // A registry is in no cluster: who is limited to some places excuses nothing there.
    await context.permit(everywhere);
    if (reason === undefined) throw new UserError(wantsReason);
    const policy = await gatePolicyOf(said.policy, context);
    const kept = {
      policy: policy.name,
      reason,
      days,
      ...(owner !== undefined && { owner }),
      ...(covers && { covers }),
    };
    const one = await oneImage(said, context, { verb, kept });
    if ('reply' in one) return one.reply;
    const { loginServer: registry, repository } = one.image.manifest;
    const now = context.clock.now();
    const counting = covers ?? (await gateImage(context.azure, one.image, policy, now)).excusable;
    if (counting.length === 0) throw new UserError('No exception helps here: see "gate" for the reasons.');
    if (counting.length > mostCovered)
      throw new UserError(`More than ${mostCovered} findings count: build the image anew instead.`);
    // To the day: asked twice within it, it is the same change.
    const until = new Date(Math.ceil((now.getTime() + days * day) / day) * day).toISOString();
    const call = {
      policy: policy.name,
      registry,
      repository,
      covers: counting,
      owner: owner ?? ownerOf(context),
      until,
    };
    return proposeFor({ action: 'gate-exception', input: call }, { reason }, context);
  },
});

/** Whoever asks answers for it. */
function ownerOf({ actor }: Pick<Context, 'actor'>): string {
  return actor.name.trim().slice(0, 120) || actor.objectId;
}
