import type { V1Container, V1ContainerStatus, V1Pod, V1Probe } from '@kubernetes/client-node';
import type { EventFact } from '../../evidence/kubernetes/event-fact.ts';
import { refOf, type Situation } from '../situation/situation.ts';
import { isReady, lastEnding, statusesOf, type Workload } from '../situation/workload.ts';

/** What a probe decides: a restart, or traffic. */
export type ProbeRole = 'liveness' | 'readiness' | 'startup';

/** A probe that fails now, and what its container suffers from it. */
export interface ProbeTrouble {
  role: ProbeRole;
  workload: Workload;
  pod: V1Pod;
  container: V1Container;
  status?: V1ContainerStatus;
  probe: V1Probe;
  /** The newest failure that the kubelet told of. */
  event: EventFact;
  /** Restarted because of it, or kept out of service by it; otherwise it only failed at times. */
  suffers: boolean;
  /** The kubelet said that it kills the container for this probe. */
  killing?: EventFact;
}

const failed = /^(Liveness|Readiness|Startup) probe (?:failed|errored)/;
const killed = /failed (liveness|startup) probe/i;
const lately = 30 * 60_000;

const made = new WeakMap<Situation, ProbeTrouble[]>();

/** Every probe of a living pod that failed of late and since its container last started, worst first. */
export function probeTroubles(situation: Situation, now: Date): ProbeTrouble[] {
  const known = made.get(situation);
  if (known) return known;
  const found = situation.workloads.flatMap((workload) =>
    workload.pods.flatMap((pod) => troublesOf(pod, workload, situation, now)),
  );
  const sorted = found.sort((a, b) => Number(b.suffers) - Number(a.suffers) || b.event.count - a.event.count);
  made.set(situation, sorted);
  return sorted;
}

/** The probe of a role that a container has. */
export function probeOf(container: V1Container, role: ProbeRole): V1Probe | undefined {
  if (role === 'liveness') return container.livenessProbe;
  return role === 'readiness' ? container.readinessProbe : container.startupProbe;
}

function troublesOf(pod: V1Pod, workload: Workload, situation: Situation, now: Date): ProbeTrouble[] {
  const events = situation.eventsOf(refOf('Pod', pod));
  const failures = events.filter(({ message, lastAt }) => failed.test(message) && isLate(lastAt, now));
  const newest = new Map<string, EventFact>();
  for (const event of failures) {
    const role = event.message.slice(0, event.message.indexOf(' ')).toLowerCase() as ProbeRole;
    const container = blamed(pod, role, event);
    const key = `${role}/${container?.name}`;
    if (container && !newest.has(key)) newest.set(key, event);
  }
  return [...newest].flatMap(([key, event]): ProbeTrouble[] => {
    const [role, name] = key.split('/') as [ProbeRole, string];
    const container = pod.spec?.containers.find((it) => it.name === name);
    if (!container) return [];
    // A source may not show the probe itself; that it failed is said all the same.
    const probe = probeOf(container, role) ?? {};
    const status = statusesOf(pod).find((it) => it.name === name);
    const killing = events.find(
      ({ message, lastAt }) =>
        isLate(lastAt, now) && killed.exec(message)?.[1]?.toLowerCase() === role && message.includes(name),
    );
    const suffers = role === 'readiness' ? !isReady(pod) : isRestarted(status, killing, now);
    return [
      { role, workload, pod, container, probe, event, suffers, ...(status && { status }), ...(killing && { killing }) },
    ];
  });
}

function isLate(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() <= lately;
}

/** A container whose probe kills it was restarted of late, or is about to be. */
function isRestarted(status: V1ContainerStatus | undefined, killing: EventFact | undefined, now: Date): boolean {
  if (!status) return killing !== undefined;
  const ended = lastEnding({ ...status, role: 'app' });
  const isRecent = ended?.finishedAt === undefined ? killing !== undefined : isLate(ended.finishedAt, now);
  return (status.restartCount > 0 && isRecent) || (killing !== undefined && !status.ready);
}

/** The container whose probe an event is about: the only one with such a probe, or the one whose port is named. */
function blamed(pod: V1Pod, role: ProbeRole, { message }: EventFact): V1Container | undefined {
  const those = (pod.spec?.containers ?? []).filter((it) => probeOf(it, role));
  if (those.length < 2) return those[0] ?? pod.spec?.containers[0];
  const port = /:(\d{2,5})(?=[/"\s:]|$)/.exec(message)?.[1];
  return those.find((it) => port !== undefined && String(portOf(it, role)) === port) ?? those[0];
}

/** The number of the port that a probe asks; a name stays a name when the container does not declare it. */
export function portOf(container: V1Container, role: ProbeRole): number | string | undefined {
  const probe = probeOf(container, role);
  const port = probe?.httpGet?.port ?? probe?.tcpSocket?.port ?? probe?.grpc?.port;
  if (port === undefined || typeof port === 'number') return port;
  if (/^\d+$/.test(port)) return Number(port);
  return container.ports?.find(({ name }) => name === port)?.containerPort ?? port;
}
