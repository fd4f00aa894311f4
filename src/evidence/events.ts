import type { Azure } from '../azure/azure.ts';
import type { Evidence, Window } from '../model/evidence.ts';
import type { Subject } from '../model/subject.ts';
import { firstAnswer } from './asking/first-answer.ts';
import { defineCollector } from './collector.ts';
import { eventHistory } from './event-history.ts';
import { type EventFact, eventFact } from './kubernetes/event-fact.ts';
import { listOrigin } from './kubernetes/listed.ts';

/** Where events about nodes are kept. */
const namespaceOfNodes = 'default';
const what = 'events of the last hour';

/**
 * Events of the subject's namespace and of the nodes, newest first: the Kubernetes API, live (it forgets them after an
 * hour), else KubeEvents, which by default knows warnings only.
 */
export const events = defineCollector<'events', EventFact[]>({
  name: 'events',
  what,
  ofPlace: true,
  collect: (azure, subject, window) =>
    firstAnswer(what, [() => live(azure, subject, window), () => remembered(azure, subject, window)]),
});

async function live(azure: Azure, { cluster, namespace }: Subject, window: Window): Promise<Evidence<EventFact[]>> {
  const namespaces = namespace === '' ? [undefined] : [...new Set([namespace, namespaceOfNodes])];
  const lists = await Promise.all(namespaces.map((it) => azure.kubernetes.list(cluster.id, 'events', it)));
  const facts = lists.flat().map(eventFact);
  return {
    value: facts
      .filter(({ object, lastAt }) => lastAt >= window.from && isInReach(object, namespace))
      .sort(newestFirst),
    source: listOrigin('events', namespace, azure.kubernetes.wayTo(cluster.id)),
    at: window.to,
  };
}

/** The same reach as of the live ones: everything in the namespace, or in the cluster. */
async function remembered(azure: Azure, subject: Subject, window: Window): Promise<Evidence<EventFact[]>> {
  const { cluster, namespace } = subject;
  const reach: Subject =
    namespace === ''
      ? { cluster, kind: 'Cluster', namespace, name: cluster.name }
      : { cluster, kind: 'Namespace', namespace, name: namespace };
  const found = await eventHistory.collect(azure, reach, window);
  return { ...found, value: found.value.toSorted(newestFirst) };
}

function newestFirst(a: EventFact, b: EventFact): number {
  return b.lastAt.getTime() - a.lastAt.getTime();
}

/** What the namespace of the nodes' events says about other things is not about the subject. */
function isInReach(object: { kind: string; namespace: string }, namespace: string): boolean {
  return namespace === '' || object.kind === 'Node' || object.namespace === namespace || object.namespace === '';
}
