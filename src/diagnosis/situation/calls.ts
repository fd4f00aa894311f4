import type { EvidenceOf } from '../rule.ts';
import { type ConfigData, configOf } from './config-values.ts';
import type { ServiceRoute } from './routes.ts';
import type { SituationFact } from './situation-facts.ts';
import type { Workload } from './workload.ts';

/** A workload's configuration names an address that is, or looks like, a Service. */
export interface Call {
  from: Workload;
  /** The host as it is written, and the port where there is one. */
  host: string;
  port?: number;
  /** Where it is written: "variable CATALOG_ADDR of container server". */
  where: string;
  /** The variable that holds it, where one does. */
  variable?: string;
  /** The whole value, or the line of a file, verbatim. */
  value: string;
  /** The Service of that name, in the caller's namespace or in the one that the host names. */
  to?: ServiceRoute;
}

/** Host and port in a value: "redis:6379", "http://cart.shop.svc.cluster.local:80/path", "user:word@tcp(db:3306)". */
const address =
  /(^|[\s,;"'=@/([])((?=[a-z0-9.-]*[a-z])[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*)(?::(\d{2,5}))?(?=$|[\s,;"'/?)\]])/g;
/** What stands before an address in a file; a word that merely sounds like a Service is none. */
const asksForAddress =
  /(?:host|hosts|addr|address|addresses|server|servers|url|uri|uris|endpoint|endpoints|upstream|target|backend|brokers)["']?\s*[:=]\s*["'[]?$/i;

const isHostVariable = /(?:HOST|HOSTNAME|ADDR|ADDRESS|SERVER|ENDPOINT)S?$/i;

/** Which addresses workloads are configured with: variables, arguments, and ConfigMaps that they refer to or mount. */
export function callsIn(
  evidence: EvidenceOf<never, SituationFact>,
  workloads: readonly Workload[],
  routes: readonly ServiceRoute[],
): Call[] {
  const services = new Map(routes.map((route) => [`${route.namespace}/${route.name}`, route]));
  const maps: ConfigData = new Map(
    (evidence.configMaps?.value ?? []).map((it) => [`${it.metadata?.namespace}/${it.metadata?.name}`, it.data ?? {}]),
  );
  return workloads.flatMap((from) =>
    configOf(from, maps).flatMap(({ where, value, filled, variable, isLine }) =>
      [...filled.matchAll(address)].flatMap(({ 1: before = '', 2: host = '', 3: port, index }) => {
        const isAsked =
          port !== undefined || /[/@(]/.test(before) || asksForAddress.test(filled.slice(0, index + before.length));
        if (isLine && !isAsked) return [];
        const to = serviceFor(host, from, services);
        // A lone word is an address only where its variable says so.
        const isHost = variable !== undefined && isHostVariable.test(variable) && filled === host;
        if (!to && port === undefined && !isHost) return [];
        return [
          {
            from,
            host,
            where,
            value,
            ...(variable && { variable }),
            ...(port && { port: Number(port) }),
            ...(to && { to }),
          },
        ];
      }),
    ),
  );
}

/** "cart", "cart.shop", "cart.shop.svc.cluster.local", and of a StatefulSet "db-0.db.shop.svc". */
function serviceFor(host: string, { namespace }: Workload, services: ReadonlyMap<string, ServiceRoute>) {
  const [first = '', second, third] = host.split('.');
  return (
    services.get(`${second ?? namespace}/${first}`) ??
    (second === undefined ? undefined : (services.get(`${third ?? namespace}/${second}`) ?? undefined))
  );
}
