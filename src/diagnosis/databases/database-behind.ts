import type { Complaint } from '../logs/complaints.ts';
import type { Situation } from '../situation/situation.ts';
import type { Workload } from '../situation/workload.ts';
import { type DatabaseFamily, databaseFamilyOf, familyByPort } from './database-family.ts';

/**
 * The database that a complaint is about: the one that complains itself, that the line names, that its client's
 * configuration names, or the only one of its kind in the client's namespace. Undefined where several may be meant.
 */
export function databaseBehind(complaint: Complaint, { workloads, routes, calls }: Situation): Workload | undefined {
  const { workload: client, isServer, addresses } = complaint;
  if (isServer) return client;
  const family = familyIn(complaint);
  const fits = (it: Workload) => {
    const own = databaseFamilyOf(it);
    return own !== undefined && (family === undefined || family === own);
  };
  const named = addresses.flatMap(({ host }) => {
    const [name, namespace = client.namespace] = host.split('.');
    const route = routes.find(
      (it) => (it.name === name && it.namespace === namespace) || it.service.spec?.clusterIP === host,
    );
    return route ? [...route.workloads, ...route.meantFor] : [];
  });
  const called = calls.flatMap(({ from, to }) => (from === client && to ? [...to.workloads, ...to.meantFor] : []));
  const near = workloads.filter((it) => it.namespace === client.namespace && fits(it));
  return named.find(fits) ?? only(called.filter(fits)) ?? only(near);
}

/**
 * The database that is most likely meant where several may be: the one whose user the client's line names, or whose
 * name begins as the client's does; teams prefix what belongs together.
 */
export function likelyDatabase(
  { workload: client, line, ...rest }: Complaint,
  { workloads }: Situation,
): Workload | undefined {
  const family = familyIn({ workload: client, line, ...rest });
  const near = workloads.filter(
    (it) => it.namespace === client.namespace && databaseFamilyOf(it) && (!family || databaseFamilyOf(it) === family),
  );
  const user = line.slice(0, 2_000).match(namedUser)?.[1];
  const byUser = user === undefined ? [] : near.filter((it) => usersOf(it).includes(user));
  if (byUser.length === 1) return byUser[0];
  const shared = near
    .map((it) => ({ it, length: sharedPrefix(it.name, client.name) }))
    .sort((a, b) => b.length - a.length);
  const [best, next] = shared;
  return best && best.length >= 2 && best.length > (next?.length ?? 0) ? best.it : undefined;
}

const namedUser = /for user ["']([^"'@]{1,64})/;

/** The users that a database's image is told to make. */
function usersOf({ template }: Workload): string[] {
  return (template.spec?.containers ?? []).flatMap(({ env = [] }) =>
    env.flatMap(({ name, value }) => (/(?:^|_)USER(?:NAME)?$/.test(name) && value ? [value] : [])),
  );
}

function sharedPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** The family that a complaint speaks of; the driver's own word before the port. */
export function familyIn({ database, addresses }: Complaint): DatabaseFamily | undefined {
  if (database && database !== 'any') return database;
  return addresses.flatMap(({ port }) => familyByPort(port) ?? [])[0];
}

/** Whether a database of the family is ready in the client's namespace. */
export function isAnyUp(family: DatabaseFamily | undefined, client: Workload, { workloads }: Situation): boolean {
  return workloads.some(
    (it) =>
      it.namespace === client.namespace &&
      databaseFamilyOf(it) !== undefined &&
      (family === undefined || databaseFamilyOf(it) === family) &&
      it.pods.some(({ status }) =>
        status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True'),
      ),
  );
}

function only(found: readonly Workload[]): Workload | undefined {
  const distinct = [...new Set(found)];
  return distinct.length === 1 ? distinct[0] : undefined;
}
