import { z } from 'zod';
import { type Actor, type Role, roles } from '../model/actor.ts';

const people = z
  .array(z.guid('is not an Entra object id (a GUID such as 6f1c2a0e-...)').transform((id) => id.toLowerCase()))
  .default([]);

/** Who may do what, by Entra object id. Who stands in several lists has the most powerful role. */
export const peopleConfig = z.strictObject({
  viewer: people.describe('May ask.'),
  operator: people.describe("On-call engineers: may also set a channel's defaults and propose changes."),
  approver: people.describe('May approve what others propose.'),
  admin: people.describe('May do everything.'),
  blocked: people.describe('Refused, whatever other list names them.'),
});

export type PeopleConfig = z.infer<typeof peopleConfig>;

/** The most powerful role that the config gives to this person; `unknownPerson` when he is in no list, none when blocked. */
export function roleOf(actor: Actor, config: PeopleConfig, unknownPerson?: Role): Role | undefined {
  const id = actor.objectId.toLowerCase();
  if (config.blocked.includes(id)) return undefined;
  return [...roles].reverse().find((role) => config[role].includes(id)) ?? unknownPerson;
}

/** Why somebody may not run a command. */
export type Refusal = 'outsider' | 'role-too-low';

/** Undefined when a person with this role may run a command that wants that one. */
export function refusalOf(role: Role | undefined, wanted: Role): Refusal | undefined {
  if (role === undefined) return 'outsider';
  return roles.indexOf(role) >= roles.indexOf(wanted) ? undefined : 'role-too-low';
}
