import type { V1Container } from '@kubernetes/client-node';
import type { EvidenceOf } from '../rule.ts';
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
  /** The whole value, verbatim. */
  value: string;
  /** The Service of that name, in the caller's namespace or in the one that the host names. */
  to?: ServiceRoute;
}

/** Host and port in a value: "redis:6379", "http://cart.shop.svc.cluster.local:80/path". */
const address =
  /(?:^|[\s,;"'=@/])((?=[a-z0-9.-]*[a-z])[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*)(?::(\d{2,5}))?(?=$|[\s,;"'/?])/g;

/** Which addresses workloads are configured with: variables, arguments, and ConfigMaps that they refer to. */
export function callsIn(
  evidence: EvidenceOf<never, SituationFact>,
  workloads: readonly Workload[],
  routes: readonly ServiceRoute[],
): Call[] {
  const services = new Map(routes.map((route) => [`${route.namespace}/${route.name}`, route]));
  const maps = new Map(
    (evidence.configMaps?.value ?? []).map((it) => [`${it.metadata?.namespace}/${it.metadata?.name}`, it.data ?? {}]),
  );
  return workloads.flatMap((from) =>
    valuesOf(from, maps).flatMap(({ where, value }) =>
      [...value.matchAll(address)].flatMap(([, host = '', port]) => {
        const [name = '', namespace = from.namespace] = host.split('.');
        const to =
          services.get(`${namespace}/${name}`) ??
          (host.includes('.') ? undefined : services.get(`${from.namespace}/${name}`));
        if (!to && port === undefined) return [];
        return [{ from, host, where, value, ...(port && { port: Number(port) }), ...(to && { to }) }];
      }),
    ),
  );
}

function valuesOf({ namespace, template }: Workload, maps: ReadonlyMap<string, Record<string, string>>) {
  const { containers = [], initContainers = [] } = template.spec ?? {};
  return [...initContainers, ...containers].flatMap((container) => [
    ...(container.env ?? []).flatMap(({ name, value, valueFrom }) => {
      const { name: map, key } = valueFrom?.configMapKeyRef ?? {};
      const text = value ?? (map && key ? maps.get(`${namespace}/${map}`)?.[key] : undefined);
      return text ? [{ where: `variable ${name} of container ${container.name}`, value: text }] : [];
    }),
    ...fromMaps(container, namespace, maps),
    ...[...(container.command ?? []), ...(container.args ?? [])].map((value) => ({
      where: `arguments of container ${container.name}`,
      value,
    })),
  ]);
}

function fromMaps(
  { name, envFrom }: V1Container,
  namespace: string,
  maps: ReadonlyMap<string, Record<string, string>>,
) {
  return (envFrom ?? []).flatMap(({ configMapRef }) =>
    Object.entries(maps.get(`${namespace}/${configMapRef?.name}`) ?? {}).map(([key, value]) => ({
      where: `${key} of ConfigMap ${configMapRef?.name}, for container ${name}`,
      value,
    })),
  );
}
