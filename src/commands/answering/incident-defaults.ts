import type { Place } from '../../model/place.ts';
import type { StoredIncident } from '../../store/incidents.ts';
import type { Defaults } from '../../store/store.ts';
import { fieldsOf } from '../language/field.ts';
import type { House } from './house.ts';
import type { Understood } from './understand.ts';

/** The same with the number of the incident in whose thread it was said, where the command takes one and none was said. */
export async function withIncident(understood: Understood, place: Place, house: House): Promise<Understood> {
  if (understood.kind !== 'understood') return understood;
  const { command, input } = understood;
  const field = fieldsOf(command.input).find(({ ofThread }) => ofThread);
  if (!field || input[field.key] !== undefined) return understood;
  // "silence namespace=shop 2h" is about what it names, wherever it is said.
  if ((field.unless ?? []).some((key) => input[key] !== undefined)) return understood;
  const number = await incidentOfThread(place, house);
  return number === undefined ? understood : { ...understood, input: { ...input, [field.key]: number } };
}

/** What a question is about that a button of an incident asks, or that is asked in an incident's thread. */
export async function incidentDefaults(
  { number }: Record<string, unknown>,
  place: Place,
  house: House,
): Promise<Defaults | undefined> {
  if (!house.incidents) return undefined;
  const meant = typeof number === 'number' ? number : await incidentOfThread(place, house);
  const incident = meant === undefined ? undefined : await house.store.incidents.incident(meant);
  return incident && defaultsOf(incident);
}

async function incidentOfThread({ kind, tenantId, conversationId, threadRootId }: Place, { store, incidents }: House) {
  const isThread = incidents && kind === 'channel' && threadRootId !== undefined;
  return isThread ? store.outbox.incidentOfThread(tenantId, conversationId) : undefined;
}

/** What an incident is about: what was found out to be meant; else what its labels say. */
export function defaultsOf({ subject, labels }: Pick<StoredIncident, 'subject' | 'labels'>): Defaults {
  const isPlace = subject && ['Namespace', 'Cluster'].includes(subject.kind);
  const { cluster, namespace } = subject ?? labels;
  const workload = subject ? !isPlace && subject.name : (labels.workload ?? labels.deployment ?? labels.pod);
  return {
    ...(cluster && { cluster }),
    ...(namespace && { namespace }),
    ...(workload && { workload }),
  };
}
