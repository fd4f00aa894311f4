import type { V1Pod, V1ReplicaSet } from '@kubernetes/client-node';
import { lineTime } from '../../../src/diagnosis/logs/line-time.ts';
import type { EvidenceName, EvidenceOf, FactOf } from '../../../src/diagnosis/rule.ts';
import type { EventFact } from '../../../src/evidence/kubernetes/event-fact.ts';
import { healedObjects } from './healed-objects.ts';
import { healedPod, healedState, missingPod, type Recovery } from './healed-pods.ts';
import { healedSamples } from './healed-samples.ts';

type Facts = { [N in EvidenceName]?: FactOf<N> };
type Read = EvidenceOf<never, EvidenceName>;

/** The same evidence, so many minutes after the trouble in it was over; how things are set up stays as it is. */
export function healedTwin(evidence: Read, minutes: number, now: Date): Read {
  const at = new Date(now.getTime() - minutes * 60_000);
  const recovery: Recovery = {
    at,
    before: (time) => new Date(at.getTime() - 30_000 - Math.max(0, now.getTime() - time.getTime())),
  };
  const facts = Object.fromEntries(Object.entries(evidence).map(([name, it]) => [name, it?.value])) as Facts;
  const healed: Facts = {
    ...healedObjects(facts, recovery, now),
    ...healedTold(facts, recovery),
    ...healedMeasured(facts, minutes, now),
  };
  return Object.fromEntries(
    Object.entries(evidence).map(([name, it]) => [name, { ...it, value: healed[name as EvidenceName] ?? it?.value }]),
  ) as Read;
}

/** What is measured over time. */
function healedMeasured(facts: Facts, minutes: number, now: Date): Facts {
  const { workloadRequests, requestDetails, podPackets, containerCpu, nodeTraffic } = facts;
  return {
    ...(workloadRequests && { workloadRequests: healedSamples(workloadRequests, minutes, now) }),
    ...(requestDetails && { requestDetails: healedDetails(requestDetails, minutes, now) }),
    ...(podPackets && { podPackets: healedSamples(podPackets, minutes, now) }),
    ...(containerCpu && { containerCpu: healedSamples(containerCpu, minutes, now) }),
    ...(nodeTraffic && { nodeTraffic: healedSamples(nodeTraffic, minutes, now) }),
  };
}

function healedDetails(details: FactOf<'requestDetails'>, minutes: number, now: Date): FactOf<'requestDetails'> {
  const healed = <K, V>(of: ReadonlyMap<K, V>) =>
    new Map([...of].map(([key, samples]) => [key, healedSamples(samples, minutes, now)]));
  return { p50: healed(details.p50), failed: healed(details.failed), p90OfPods: healed(details.p90OfPods) };
}

/** What is told of pods, by whichever source: events and log lines move back, pods run. */
function healedTold(facts: Facts, recovery: Recovery): Facts {
  const moved = (event: EventFact) => ({
    ...event,
    firstAt: recovery.before(event.firstAt),
    lastAt: recovery.before(event.lastAt),
  });
  return {
    ...(facts.pods && { pods: [...facts.pods.map((pod) => healedPod(pod, recovery)), ...missing(facts, recovery)] }),
    ...(facts.systemPods && { systemPods: facts.systemPods.map((pod) => healedPod(pod, recovery)) }),
    ...(facts.containerRestarts && {
      containerRestarts: facts.containerRestarts.map((it) => healedState(it, recovery)),
    }),
    ...(facts.workloadReplicas && {
      workloadReplicas: { ...facts.workloadReplicas, ready: facts.workloadReplicas.desired ?? 1 },
    }),
    ...(facts.events && { events: facts.events.map(moved) }),
    ...(facts.kubernetesEvents && { kubernetesEvents: facts.kubernetesEvents.map(moved) }),
    ...(facts.eventHistory && { eventHistory: facts.eventHistory.map(moved) }),
    ...(facts.restartHistory && {
      restartHistory: facts.restartHistory.map((it) => ({
        ...it,
        endings: it.endings.map((end) => ({ ...end, finishedAt: recovery.before(end.finishedAt) })),
      })),
    }),
    ...(facts.containerLogs && {
      // The log of a container that runs again begins with its new life; of one that never ended, errors have a time.
      containerLogs: facts.containerLogs.map((log) => ({
        ...log,
        lines: log.lines.map((line) => `${stampOf(line, recovery)} ${line.replace(/^\S*\d{4}-\d\d-\d\dT\S+ ?/, '')}`),
      })),
    }),
  };
}

function stampOf(line: string, { at, before }: Recovery): string {
  return before(lineTime(line) ?? at).toISOString();
}

function missing({ deployments = [], replicaSets = [], pods = [] }: Facts, recovery: Recovery): V1Pod[] {
  return deployments.flatMap(({ metadata, spec }) => {
    const [set] = replicaSets
      .filter((it) => it.metadata?.ownerReferences?.some(({ name }) => name === metadata?.name))
      .sort((a, b) => revisionOf(b) - revisionOf(a));
    const own = pods.filter((it) => it.metadata?.ownerReferences?.some(({ name }) => name === set?.metadata?.name));
    if (!set || !spec?.template) return [];
    const owner = {
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: set.metadata?.name ?? '', uid: '', controller: true },
      ],
    };
    return Array.from({ length: Math.max(0, (spec.replicas ?? 1) - own.length) }, (_, index) =>
      missingPod(
        spec.template,
        { name: `${set.metadata?.name}-new${index}`, namespace: metadata?.namespace ?? '', owner },
        recovery,
      ),
    );
  });
}

function revisionOf({ metadata }: V1ReplicaSet): number {
  return Number(metadata?.annotations?.['deployment.kubernetes.io/revision'] ?? 0);
}
