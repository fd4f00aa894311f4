import { z } from 'zod';
import { UserError } from '../errors.ts';
import { practices } from '../security/posture/practices.ts';
import { readPosture } from '../security/posture/read-posture.ts';
import type { ReadResource } from '../security/posture/read-resources.ts';
import { becauseField } from './change-work/change-fields.ts';
import { exceptionFields, mostCovered, wantsReason } from './change-work/exception-fields.ts';
import { proposeFor } from './change-work/propose-for.ts';
import { type Context, defineCommand } from './command.ts';
import { permitPlace } from './incident-work/place-of-incident.ts';
import { practiceField, resourceField, resourceIdField } from './posture-work/posture-fields.ts';
import { postureMeant } from './posture-work/posture-meant.ts';
import { placeOf, postureSeen } from './posture-work/posture-seen.ts';
import { beginReading } from './posture-work/posture-settings.ts';

const day = 86_400_000;
const usualDays = 90;

/** Proposes that what fails of a practice at a resource is accepted for a time. */
export const exceptPosture = defineCommand({
  name: 'except posture',
  synonyms: ['accept the risk of', 'accept the risk', 'accept risk', 'posture exception'],
  usage: 'except posture <practice> of <resource> [days=<90>] [owner=<name>] because ...',
  summary: 'Proposes to accept for a time that a practice fails at a resource.',
  examples: ['except posture rbac of dev because new'],
  role: 'operator',
  input: z.object({
    practice: practiceField,
    resource: resourceField,
    ...exceptionFields,
    reason: becauseField,
    resourceId: resourceIdField,
    /** Only a prepared press carries it: what failed when the card was made. */
    covers: z.array(z.string().max(80)).min(1).max(mostCovered).optional(),
  }),
  doing: ({ resource }) => `Planning an exception for ${String(resource ?? 'the resource')}`,
  async run({ practice: code, reason, owner, days = usualDays, covers, ...said }, context) {
    if (reason === undefined) throw new UserError(wantsReason);
    const seen = await postureSeen(context);
    const { named } = await postureMeant(said, seen, context);
    const [resource, other] = named;
    if (!resource) throw new UserError('Say which resource: except posture <practice> of <resource> because ...');
    if (other)
      throw new UserError(`There are ${named.length} of that name: press "Accept the risk" on the card of the one.`);
    // Who may look at it may not yet accept its risks.
    await permitPlace(placeOf(resource), context);
    const failing = covers ?? (await failingAt(resource, code, context));
    if (failing.length === 0) throw new UserError('Nothing fails there: there is no risk to accept.');
    if (failing.length > mostCovered) throw new UserError(`More than ${mostCovered} checks fail: mend some first.`);
    const now = context.clock.now();
    // To the day: asked twice within it, it is the same change.
    const until = new Date(Math.ceil((now.getTime() + days * day) / day) * day).toISOString();
    const input = { resourceId: resource.id, covers: failing, owner: owner ?? ownerOf(context), until };
    return proposeFor({ action: 'posture-exception', input }, { reason }, context);
  },
});

async function failingAt(resource: ReadResource, code: string | undefined, context: Context): Promise<string[]> {
  const practice = practices.find((it) => it.code === code);
  if (!practice)
    throw new UserError(
      'Say which practice: except posture <practice> of <resource> because ... ("posture" lists them).',
    );
  const findings = await readPosture(beginReading(context), [practice], [resource], { closely: true });
  return findings.filter(({ standing }) => standing === 'fail').map(({ check }) => check);
}

/** Whoever asks answers for it. */
function ownerOf({ actor }: Pick<Context, 'actor'>): string {
  return actor.name.trim().slice(0, 120) || actor.objectId;
}
