import { UserError } from '../../errors.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import type { Context } from '../command.ts';
import { permitPlace } from '../incident-work/place-of-incident.ts';
import { everywhere } from '../people/scope.ts';

/** One change that the person may ask about; throws UserError for a number that none has, Refused for one elsewhere. */
export async function changeAsked(number: number, context: Context): Promise<StoredRemediation> {
  const it = await context.store.remediations.remediation(number);
  // Who is limited to some places learns no more of a number that none has than of one elsewhere.
  if (!it) await context.permit(everywhere);
  if (!it) throw new UserError(`There is no change ${number}. To see those that wait, say: changes.`);
  await permitPlace(it.plan.place, context);
  return it;
}
