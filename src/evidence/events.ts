import { defineCollector } from './collector.ts';
import { eventFact } from './kubernetes/event-fact.ts';
import { listOrigin } from './kubernetes/listed.ts';

/** Where events about nodes are kept. */
const namespaceOfNodes = 'default';

/** Events of the subject's namespace and of the nodes, newest first (Kubernetes API, live; it forgets them after an hour). */
export const events = defineCollector({
  name: 'events',
  what: 'events of the last hour',
  async collect(azure, { cluster, namespace }, window) {
    const namespaces = namespace === '' ? [undefined] : [...new Set([namespace, namespaceOfNodes])];
    const lists = await Promise.all(namespaces.map((it) => azure.kubernetes.list(cluster.id, 'events', it)));
    const facts = lists.flat().map(eventFact);
    return {
      value: facts
        .filter(({ object, lastAt }) => lastAt >= window.from && isInReach(object, namespace))
        .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime()),
      source: listOrigin('events', namespace),
      at: window.to,
    };
  },
});

/** What the namespace of the nodes' events says about other things is not about the subject. */
function isInReach(object: { kind: string; namespace: string }, namespace: string): boolean {
  return namespace === '' || object.kind === 'Node' || object.namespace === namespace || object.namespace === '';
}
