import { UserError } from '../../errors.ts';
import type { Actor } from '../../model/actor.ts';
import type { ChangePerson } from '../../model/remediation.ts';

/** Who acts on a change; throws UserError for whom Teams gives no object id, as for some guests: nobody could say who it was. */
export function personOf({ tenantId, objectId, teamsId, name }: Actor): ChangePerson {
  if (objectId === '')
    throw new UserError('Teams did not say who you are: without an Entra object id nobody takes part in changes.');
  return { tenantId, objectId: objectId.toLowerCase(), teamsId, name };
}
