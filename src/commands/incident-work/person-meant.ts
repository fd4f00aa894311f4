import { UserError } from '../../errors.ts';
import type { IncidentsConfig } from '../../incidents/incidents-config.ts';
import type { Route } from '../../incidents/route.ts';
import type { Person } from '../../model/incident.ts';
import type { Context } from '../command.ts';

/** Who is meant by "me", a mention, or the name of somebody whom the settings name. Throws UserError for anybody else. */
export async function personMeant(said: string, context: Context, config: IncidentsConfig): Promise<Person> {
  const { actor } = context;
  if (/^(?:me|myself|i)$/i.test(said)) return { objectId: actor.objectId, name: actor.name };
  const name = said.toLowerCase();
  const [mentioned] = (await context.mentioned()).filter((it) => name.includes(it.name.toLowerCase()));
  if (mentioned?.objectId) return { objectId: mentioned.objectId, name: mentioned.name };
  if (mentioned) {
    throw new UserError(`Teams told me no account of "${mentioned.name}" in this organisation, so I assigned nothing.`);
  }
  const known = peopleOf(config);
  const named = known.filter((it) => it.name.toLowerCase() === name);
  const part = known.filter((it) => it.name.toLowerCase().split(/\s+/).includes(name));
  const found = named.length > 0 ? named : part;
  const [person, another] = found;
  if (person && !another) return person;
  const names = (another ? found : known).slice(0, 8).map((it) => it.name);
  if (another) throw new UserError(`"${said}" may be ${names.join(' or ')}: mention the person with @.`);
  const others = names.length > 0 ? ` Without a mention I know only people of the rotas: ${names.join(', ')}.` : '';
  throw new UserError(`I know nobody called "${said}". Mention the person with @, or say me.${others}`);
}

/** The people whom rotas and escalations name, each once. */
function peopleOf({ rotas, route }: IncidentsConfig): Person[] {
  const all = [
    ...[...rotas.values()].flatMap(({ layers, overrides }) => [
      ...layers.flatMap(({ people }) => people),
      ...overrides.map(({ person }) => person),
    ]),
    ...calledBy(route),
  ];
  return [...new Map(all.map((it) => [it.objectId, it])).values()];
}

function calledBy({ escalation, routes }: Route): Person[] {
  const own = escalation.flatMap(({ to }) => ('person' in to ? [to.person] : []));
  return [...own, ...routes.flatMap(calledBy)];
}
