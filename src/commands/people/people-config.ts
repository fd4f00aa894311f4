import { z } from 'zod';
import { scopeConfig } from './scope.ts';

const guid = (of: string) =>
  z.guid(`is not an Entra object id of ${of} (a GUID such as 6f1c2a0e-...)`).transform((id) => id.toLowerCase());

const who = { id: guid('a person').optional(), group: guid('a group').optional() };
const isOne = ({ id, group }: { id?: string | undefined; group?: string | undefined }) =>
  (id === undefined) !== (group === undefined);
const eitherOr = 'names either a person (id) or a group';

/** An object id stands for a person without limits. */
const spelledOut = (entry: unknown) => (typeof entry === 'string' ? { id: entry } : entry);

const member = z.preprocess(
  spelledOut,
  z
    .strictObject({
      ...who,
      scope: scopeConfig.optional(),
      verbs: z
        .array(z.string().transform((verb) => verb.toLowerCase()))
        .min(1)
        .optional(),
    })
    .refine(isOne, eitherOr),
);
const members = z.array(member).default([]);
const outcasts = z.array(z.preprocess(spelledOut, z.strictObject(who).refine(isOne, eitherOr))).default([]);

/** Who may do what, by Entra object id or group, where (scope) and with which verbs; who stands in several places may do all of it. */
export const peopleConfig = z.strictObject({
  viewer: members.describe('May ask.'),
  operator: members.describe(
    "On-call engineers: may also work on incidents, set a channel's defaults and propose changes.",
  ),
  approver: members.describe('May approve what others propose.'),
  admin: members.describe('May do everything.'),
  blocked: outcasts.describe('Refused, whatever other list names them.'),
});

/** The same, read. */
export type PeopleConfig = z.infer<typeof peopleConfig>;

/** One line of a role's list. */
export type Member = PeopleConfig['viewer'][number];

/** The groups that the config names, each once, in lower case. */
export function groupsIn({ viewer, operator, approver, admin, blocked }: PeopleConfig): string[] {
  const named = [...viewer, ...operator, ...approver, ...admin, ...blocked];
  return [...new Set(named.flatMap(({ group }) => group ?? []))];
}

/** The faults of the config that only who knows the commands can see: verbs that nobody can say. */
export function unknownVerbs(config: PeopleConfig, commands: readonly { name: string }[]): string[] {
  const known = new Set(commands.map(({ name }) => name));
  return (['viewer', 'operator', 'approver', 'admin'] as const).flatMap((role) =>
    config[role].flatMap(({ verbs = [] }, n) =>
      verbs
        .filter((verb) => !known.has(verb))
        .map((verb) => `people.${role}.${n}.verbs: there is no command "${verb}" (there are ${[...known].join(', ')})`),
    ),
  );
}
