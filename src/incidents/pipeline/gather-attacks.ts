import type { StoredIncident } from '../../store/incidents.ts';
import type { Writing } from '../../store/writing.ts';
import { attackOfLoose, isLoose, isWhole, looseOfAttack } from '../defender/join-attack.ts';
import type { Group } from '../group.ts';
import type { Joined } from './join-incidents.ts';
import { saveHeld } from './save-held.ts';

/** More that is open in one namespace is not looked through: between so many nobody tells attacks apart. */
const mostOpen = 100;

/**
 * Brings together what is one attack though not all of its alerts name the workload: alerts that name only the namespace
 * go to the one attack there, and an open incident of such alerts becomes that of the attack that is told later. Answers
 * the groups by the keys of their incidents.
 */
export async function gatherAttacks(
  groups: Map<string, Joined>,
  writing: Writing,
  now: Date,
): Promise<Map<string, Joined>> {
  const all = [...groups.values()];
  const attacks = all.filter(({ group }) => isLoose(group) || isWhole(group));
  if (attacks.length === 0) return groups;
  const newest = await writing.newestIncidents(attacks.map(({ group }) => group.key));
  const unknown = attacks.filter(({ group }) => (newest.get(group.key)?.status ?? 'resolved') === 'resolved');
  const openAt = await openPlaces(unknown, writing);

  const gathered = new Map(all.filter((it) => !unknown.includes(it)).map((it) => [it.group.key, it]));
  for (const joined of unknown.filter(({ group }) => isWhole(group))) {
    gathered.set(joined.group.key, joined);
    const { key, labels } = joined.group;
    const open = openAt.get(placeOf(labels)) ?? [];
    const loose = looseOfAttack(joined, open, now);
    if (!loose) continue;
    const taken = await saveHeld({ ...loose, key, labels }, writing);
    openAt.set(
      placeOf(labels),
      open.map((it) => (it === loose ? taken : it)),
    );
  }
  for (const joined of unknown.filter(({ group }) => isLoose(group))) {
    const open = openAt.get(placeOf(joined.group.labels)) ?? [];
    const key = attackOfLoose(joined, gathered.values(), open, now) ?? joined.group.key;
    const to = gathered.get(key);
    const labels = open.find((it) => it.key === key)?.labels ?? joined.group.labels;
    if (to) gathered.set(key, { ...to, alerts: [...to.alerts, ...joined.alerts] });
    else gathered.set(key, { ...joined, group: { ...joined.group, key, labels } });
  }
  return gathered;
}

/** What is open where these are, asked once a place. */
async function openPlaces(attacks: readonly Joined[], writing: Writing): Promise<Map<string, StoredIncident[]>> {
  const found = new Map<string, StoredIncident[]>();
  for (const { group } of attacks) {
    const place = placeOf(group.labels);
    if (!found.has(place)) found.set(place, await writing.openInPlace(group.labels, mostOpen));
  }
  return found;
}

function placeOf({ cluster, namespace }: Group['labels']): string {
  return JSON.stringify([cluster, namespace]);
}
