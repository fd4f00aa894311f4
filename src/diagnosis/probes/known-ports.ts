import type { ContainerLog } from '../../evidence/kubernetes/choose-logs.ts';
import type { Situation } from '../situation/situation.ts';
import { type ProbeRole, type ProbeTrouble, portOf, probeOf } from './probe-trouble.ts';

/** A port that something other than the failing probe speaks of, with how much that says. */
export interface KnownPort {
  port: number;
  weight: number;
  /** What speaks of it: "its readiness probe", "containerPort". */
  says: string[];
}

const roles: readonly ProbeRole[] = ['liveness', 'readiness', 'startup'];
/** What servers say when they start; the port is the last number. */
const listening = /(?:listen|serv|start|bound|bind|running)[a-z]*\b[^\n]{0,60}?(?:port[ :=(]+|:)(\d{2,5})(?:[^\d.]|$)/i;

/** The ports that the container's own declarations, its working probes, its Services, PORT variables and log name, best known first. */
export function knownPorts(
  trouble: ProbeTrouble,
  troubles: readonly ProbeTrouble[],
  situation: Situation,
  logs: readonly ContainerLog[],
): KnownPort[] {
  const { container, pod, role } = trouble;
  const known = new Map<number, KnownPort>();
  const note = (port: number | string | undefined, weight: number, says: string) => {
    if (typeof port !== 'number') return;
    const it = known.get(port) ?? { port, weight: 0, says: [] };
    known.set(port, { port, weight: it.weight + weight, says: it.says.includes(says) ? it.says : [...it.says, says] });
  };
  for (const other of roles) {
    const fails = troubles.some((it) => it.pod === pod && it.container === container && it.role === other);
    if (other !== role && probeOf(container, other) && !fails) note(portOf(container, other), 2, `its ${other} probe`);
  }
  // All containers of a pod share its ports.
  for (const { ports } of pod.spec?.containers ?? [])
    for (const { containerPort, protocol } of ports ?? [])
      if (protocol !== 'UDP') note(containerPort, 1, 'its containerPort');
  for (const route of situation.routes.filter((it) => it.pods.includes(pod)))
    for (const { port, targetPort } of route.service.spec?.ports ?? []) {
      const named = container.ports?.find(({ name }) => name === targetPort)?.containerPort;
      note(
        typeof targetPort === 'string' ? (named ?? Number(targetPort)) : (targetPort ?? port),
        1,
        `Service ${route.name}`,
      );
    }
  for (const { name, value } of container.env ?? [])
    if (/(^|_)PORT$/.test(name) && /^\d{2,5}$/.test(value ?? '')) note(Number(value), 1, `variable ${name}`);
  for (const line of linesOf(trouble, logs)) {
    const port = listening.exec(line)?.[1];
    if (port) note(Number(port), 2, 'its log');
  }
  return [...known.values()].filter(({ port }) => Number.isFinite(port)).sort((a, b) => b.weight - a.weight);
}

/** The lines that a trouble's container wrote, of its life now and the one before. */
export function linesOf({ pod, container }: ProbeTrouble, logs: readonly ContainerLog[]): string[] {
  const { namespace, name } = pod.metadata ?? {};
  return logs
    .filter((it) => it.namespace === namespace && it.pod === name && it.container === container.name)
    .flatMap(({ lines }) => lines.slice(0, 400));
}
