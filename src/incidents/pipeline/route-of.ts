import type { StoredIncident } from '../../store/incidents.ts';
import type { IncidentsConfig } from '../incidents-config.ts';
import type { Route } from '../route.ts';

/** The route by which an incident came; when the config no longer has it, one to the same receiver, else the root. */
export function routeOf(
  { route: key, receiver }: Pick<StoredIncident, 'route' | 'receiver'>,
  { route: root }: Pick<IncidentsConfig, 'route'>,
): Route {
  const all = [...everyRoute(root)];
  return all.find((it) => it.key === key) ?? all.find((it) => it.receiver === receiver) ?? root;
}

function* everyRoute(route: Route): Generator<Route> {
  yield route;
  for (const below of route.routes) yield* everyRoute(below);
}
