import { UserError } from '../../errors.ts';
import { defaultsOf } from '../answering/incident-defaults.ts';
import type { Context } from '../command.ts';
import { type SaidSubject, wantedSubject } from '../naming/wanted-subject.ts';
import { whereOf } from '../naming/where-of.ts';
import { permitIncident } from './place-of-incident.ts';

/** What a question is about, and what of that nobody said. */
interface Meant {
  said: SaidSubject;
  known: Context;
}

/**
 * What is meant by a question about "12": a workload of that name where there is one, else what the open incident of that
 * number is about; anything else that was said stays as it is. Throws UserError for an incident that names no place, and
 * Refused for one elsewhere.
 */
export async function numberMeant(said: SaidSubject, context: Context): Promise<Meant> {
  const asSaid = { said, known: context };
  const { assumed } = context;
  const number = assumed.has('workload') || !/^[1-9]\d{0,8}$/.test(said.workload ?? '') ? 0 : Number(said.workload);
  const place = [
    said.kind,
    said.places,
    ...(['cluster', 'namespace'] as const).map((it) => !assumed.has(it) && said[it]),
  ];
  if (number === 0 || place.some(Boolean)) return asSaid;
  const incident = await context.incidents?.store.incidents.incident(number);
  if (!incident || incident.status === 'resolved') return asSaid;
  const { located } = await wantedSubject(said, context);
  const named = located.kind === 'found' ? [located.subject] : located.kind === 'ambiguous' ? located.subjects : [];
  if ((await context.permitted(named, (it) => whereOf(it))).length > 0) return asSaid;
  await permitIncident(incident, context);
  const about = defaultsOf(incident);
  if (Object.keys(about).length === 0) {
    throw new UserError(
      `Incident ${number} names no cluster, so there is nothing to look into. Say: incident ${number}.`,
    );
  }
  return { said: about, known: { ...context, assumed: new Set(Object.keys(about)), thread: about } };
}
