import type { Call } from '../situation/calls.ts';
import type { ServiceRoute } from '../situation/routes.ts';
import type { Situation } from '../situation/situation.ts';
import type { Workload } from '../situation/workload.ts';
import { closestService, isSamePlace, serviceNamedBy } from './meant-service.ts';
import { portsOf } from './pod-ports.ts';

/** Why a call cannot reach what it means. */
export interface CallFault {
  call: Call;
  why: 'no-such-service' | 'no-such-port' | 'another-service' | 'another-domain';
  /** The Service that was meant, where it can be told. */
  meant?: ServiceRoute;
  /** Whether the name that is written resembles the Service's; otherwise only the variable's does. */
  isClose?: boolean;
  /** Ports that the Service has. */
  ports: number[];
  /** Whether the Service, not the caller, is the odd one: its pods listen where the caller looks. */
  isServicesFault: boolean;
}

/** The calls of a situation that name what is not there; external addresses, which nobody here can judge, left out. */
export function callFaults(situation: Situation): CallFault[] {
  const known = made.get(situation) ?? findFaults(situation);
  made.set(situation, known);
  return known;
}

const made = new WeakMap<Situation, CallFault[]>();

function findFaults({ calls, routes, workloads }: Situation): CallFault[] {
  const uses = Map.groupBy(calls, ({ to, port }) => `${to?.namespace}/${to?.name}:${port}`);
  const read = new Set(routes.map(({ namespace }) => namespace));
  const known = new Set(workloads.map(({ namespace, name }) => `${namespace}/${name}`));
  return calls.flatMap((call): CallFault[] => {
    const { from, to, host, port, variable } = call;
    if (!to) {
      const namespace = namespaceOf(host, from.namespace);
      if (isItself(host)) return [];
      if (namespace === undefined || !read.has(namespace)) return elsewhere(call, routes);
      const close = closestService(host, namespace, routes);
      const meant = close ?? (variable === undefined ? undefined : serviceNamedBy(variable, namespace, routes));
      if (port === undefined && !meant) return [];
      return [
        {
          call,
          why: 'no-such-service',
          ports: meant ? portsOfService(meant) : [],
          isServicesFault: known.has(`${namespace}/${host.split('.')[0]}`),
          isClose: close !== undefined,
          ...(meant && { meant }),
        },
      ];
    }
    const ports = portsOfService(to);
    const isPlain = to.service.spec?.type !== 'ExternalName' && ports.length > 0;
    if (port !== undefined && isPlain && !ports.includes(port) && !isDirect(to, port)) {
      const listens = [...to.workloads, ...to.meantFor].some((it) => portsOf(it).some(({ number }) => number === port));
      const isServicesFault = listens || callersBut(from, uses.get(`${to.namespace}/${to.name}:${port}`) ?? []) > 1;
      return [{ call, why: 'no-such-port', meant: to, ports, isServicesFault }];
    }
    const meant = variable && serviceNamedBy(variable, from.namespace, routes);
    if (
      meant &&
      !isSamePlace(meant, to) &&
      to.meantFor.some((it) => it !== from) &&
      serviceNamedBy(variable, to.namespace, routes) !== to
    )
      return [{ call, why: 'another-service', meant, ports: portsOfService(meant), isServicesFault: false }];
    return [];
  });
}

/** The name of a Service that is here, with the domain of some other place: wrong if the look-up fails. */
function elsewhere(call: Call, routes: readonly ServiceRoute[]): CallFault[] {
  const [name] = call.host.split('.');
  const meant = routes.find((it) => it.namespace === call.from.namespace && it.name === name);
  if (!meant) return [];
  return [{ call, why: 'another-domain', meant, ports: portsOfService(meant), isServicesFault: false }];
}

/** How many others use the same address. */
function callersBut(from: Workload, calls: readonly Call[]): number {
  return new Set(calls.flatMap((it) => (it.from === from ? [] : it.from))).size;
}

function portsOfService({ service }: ServiceRoute): number[] {
  return (service.spec?.ports ?? []).map(({ port }) => port);
}

/** A Service without an address of its own leads to its pods directly: their ports count. */
function isDirect({ service, workloads, meantFor }: ServiceRoute, port: number): boolean {
  if (service.spec?.clusterIP !== 'None') return false;
  return [...workloads, ...meantFor].some((it) => portsOf(it).some(({ number }) => number === port));
}

function namespaceOf(host: string, own: string): string | undefined {
  const [, second, third] = host.split('.');
  if (second === undefined) return own;
  return third === undefined || third === 'svc'
    ? second.length < 2 || isTopLevel.test(second)
      ? undefined
      : second
    : undefined;
}

const isTopLevel = /^(?:com|org|net|io|dev|app|cloud|local|internal|lan|de|eu|uk|us|cn)$/;

function isItself(host: string): boolean {
  return /^(?:localhost|host|docker|kubernetes|127\..*|.*-\d+)$/.test(host.split('.')[0] ?? '');
}
