import type { EventFact } from '../../evidence/kubernetes/event-fact.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Quote } from '../../model/finding.ts';
import type { EvidenceOf } from '../rule.ts';
import type { OomKill } from './kills.ts';

type EventEvidence = EvidenceOf<never, 'kubernetesEvents' | 'eventHistory'>;

/** Pods put off their node for memory, as kills of the whole pod (no container's name): from events, and as the pods say themselves. */
export function evictions(evidence: EventEvidence & EvidenceOf<never, 'containerRestarts'>): OomKill[] {
  const pods = evidence.containerRestarts?.value ?? [];
  const victim = (name: string, at: Date, quote: Quote): OomKill => {
    const node = pods.find((pod) => pod.name === name)?.node;
    return { pod: name, container: '', ...(node ? { node } : {}), at, quote };
  };
  const told = events(evidence)
    .filter(({ fact }) => isMemoryEviction(fact) && fact.object.kind === 'Pod')
    .map(({ fact, quote }) => victim(fact.object.name, fact.lastAt, quote));
  const own = pods.flatMap((pod) => {
    const { reason = '', message = '', name, failedAt } = pod;
    const isTold = told.some((it) => it.pod === name);
    if (isTold || !failedAt || !evidence.containerRestarts || !isMemoryEviction({ reason, message })) return [];
    const quote = { text: `${name}: ${reason}: ${message}`, source: evidence.containerRestarts.source, at: failedAt };
    return [victim(name, failedAt, quote)];
  });
  return [...told, ...own];
}

/** All events of both sources, oldest first, each with its verbatim message. */
export function events({ kubernetesEvents, eventHistory }: EventEvidence): { fact: EventFact; quote: Quote }[] {
  const read = (evidence: Evidence<EventFact[]> | undefined) =>
    (evidence?.value ?? []).flatMap((fact) =>
      evidence
        ? [{ fact, quote: { text: `${fact.reason}: ${fact.message}`, source: evidence.source, at: fact.lastAt } }]
        : [],
    );
  const key = ({ fact }: { fact: EventFact }) =>
    [fact.reason, fact.message, fact.object.namespace, fact.object.name].join('\n');
  const once = new Map([...read(eventHistory), ...read(kubernetesEvents)].map((it) => [key(it), it]));
  return [...once.values()].sort((a, b) => a.fact.lastAt.getTime() - b.fact.lastAt.getTime());
}

/** A pod that the kubelet put off the node because memory was short, not for disk or another reason. */
export function isMemoryEviction({ reason, message }: Pick<EventFact, 'reason' | 'message'>): boolean {
  return reason === 'Evicted' && /low on resource: memory|MemoryPressure/i.test(message);
}

/** A kill that the kernel told of, for the node's memory or for a container's. */
export function isOom({ reason }: EventFact): boolean {
  return reason === 'OOMKilling' || reason === 'SystemOOM';
}

/** The kernel's words when a container's own limit was hit; without them the whole node was out of memory. */
export function isCgroup({ message }: EventFact): boolean {
  return /memory cgroup out of memory|CONSTRAINT_MEMCG/i.test(message);
}

/** A kill because the whole node was out of memory. */
export function isNodeOom(fact: EventFact): boolean {
  return isOom(fact) && !isCgroup(fact);
}
