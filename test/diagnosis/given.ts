import type { EvidenceName, EvidenceOf, FactOf } from '../../src/diagnosis/rule.ts';
import type { EventFact } from '../../src/evidence/kubernetes/event-fact.ts';
import type { ContainerState, PodState } from '../../src/evidence/kubernetes/pod-state.ts';
import type { ContainerMemory, MemoryUsage, NodeMemory } from '../../src/evidence/memory-usage.ts';
import type { ContainerHistory } from '../../src/evidence/restart-history.ts';
import type { Subject } from '../../src/model/subject.ts';

/** The moment of every question in these tests. */
export const now = new Date('2026-03-05T03:00:00Z');

/** A time before now. */
export function minutesAgo(minutes: number): Date {
  return new Date(now.getTime() - minutes * 60_000);
}

/** Evidence by name, each from a source called after it. */
export function given(facts: { [N in EvidenceName]?: FactOf<N> }): EvidenceOf<never, EvidenceName> {
  const entries = Object.entries(facts).map(([name, value]) => [
    name,
    { value, source: { service: 'Log Analytics', detail: name }, at: now },
  ]);
  return Object.fromEntries(entries);
}

/** A Deployment to ask about. */
export function workload(name: string, kind: Subject['kind'] = 'Deployment'): Subject {
  const cluster = {
    id: '/subscriptions/s/c',
    name: 'prod-weu',
    subscriptionId: 's',
    resourceGroup: 'rg',
    location: 'westeurope',
  };
  return { cluster, kind, namespace: 'shop', name };
}

/** A pod that runs and is ready, with one container that may have been killed. */
export function pod(name: string, container: Partial<ContainerState> = {}, more: Partial<PodState> = {}): PodState {
  return {
    namespace: 'shop',
    name,
    uid: `uid-${name}`,
    node: 'node-1',
    phase: 'Running',
    ready: true,
    createdAt: minutesAgo(2000),
    containers: [
      {
        name: 'api',
        role: 'app',
        ready: true,
        state: 'running',
        runningSince: minutesAgo(1999),
        restarts: container.terminations?.length ?? 0,
        terminations: [],
        limitMiB: 256,
        ...container,
      },
    ],
    ...more,
  };
}

/** How an OOM kill looks in a container's status. */
export function killed(minutes: number, { reason = 'OOMKilled', exitCode = 137 } = {}) {
  return { reason, exitCode, finishedAt: minutesAgo(minutes) };
}

/** What the inventory saw of a container that ended so many minutes ago, each time. */
export function history(
  name: string,
  endedMinutesAgo: number[],
  { reason = 'OOMKilled', node = 'node-1' } = {},
): ContainerHistory {
  const endings = endedMinutesAgo.map((minutes) => {
    const finishedAt = minutesAgo(minutes);
    return { reason, finishedAt, text: JSON.stringify({ lastState: 'terminated', reason, finishedAt }) };
  });
  return { pod: name, container: 'api', node, restarts: endings.length, endings, lastSeen: now };
}

/** Memory as one collector reads it: containers and nodes. */
export function memory(...its: (ContainerMemory | NodeMemory)[]): MemoryUsage {
  const containers = its.filter((it) => 'container' in it);
  return { containers, nodes: its.filter((it) => !('container' in it)) };
}

/** Memory of a container: a line that rises to its peak. */
export function usage(name: string, { peakMiB, limitMiB }: { peakMiB: number; limitMiB?: number }): ContainerMemory {
  const points = [0.5, 0.8, 1].map((share, index) => ({ at: minutesAgo(60 - 10 * index), usedMiB: share * peakMiB }));
  return {
    pod: name,
    container: 'api',
    node: 'node-1',
    points,
    peakMiB,
    ...(limitMiB === undefined ? {} : { limitMiB }),
  };
}

/** Memory of a node that was so full around the kills. */
export function node(name: string, usedMiB: number, allocatableMiB = 12_000): NodeMemory {
  const points = [60, 40, 20, 5].map((minutes) => ({ at: minutesAgo(minutes), usedMiB }));
  return { node: name, points, peakMiB: usedMiB, allocatableMiB };
}

/** An event about a node or a pod. */
export function event(
  reason: string,
  message: string,
  { minutes = 10, kind = 'Node', name = 'node-1' } = {},
): EventFact {
  const at = minutesAgo(minutes);
  return {
    reason,
    message,
    type: 'Warning',
    object: { kind, namespace: kind === 'Node' ? '' : 'shop', name },
    count: 1,
    firstAt: at,
    lastAt: at,
  };
}
