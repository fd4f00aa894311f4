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
