import { defineCollector } from './collector.ts';
import { type EventFact, eventFact } from './kubernetes/event-fact.ts';
import { podsOf } from './kubernetes/pods-of.ts';

/** Events record a node in the namespace "default". */
const namespaceOfNodes = 'default';

/** Events about the subject, its pods and the nodes they run on (Kubernetes API, live; the cluster forgets them after an hour). */
export const kubernetesEvents = defineCollector({
  name: 'kubernetesEvents',
  what: 'events of the last hour',
  async collect(azure, subject, window) {
    const { cluster, namespace } = subject;
    const namespaces = namespace === '' ? [undefined] : [...new Set([namespace, namespaceOfNodes])];
    const [pods, ...events] = await Promise.all([
      podsOf(azure, subject),
      ...namespaces.map((it) => azure.kubernetes.list(cluster.id, 'events', it)),
    ]);
    const nodes = new Set(pods.map((pod) => pod.spec?.nodeName));
    const names = new Set([subject.name, ...pods.map((pod) => pod.metadata?.name)]);
    const about = ({ object }: EventFact) => {
      if (subject.kind === 'Cluster') return true;
      if (object.kind === 'Node') return nodes.has(object.name) || object.name === subject.name;
      return names.has(object.name) && (namespace === '' || object.namespace === namespace);
    };
    return {
      value: events
        .flat()
        .map(eventFact)
        .filter(about)
        .filter((it) => it.lastAt >= window.from),
      source: {
        service: 'Kubernetes API',
        detail: namespace === '' ? `events of ${cluster.name}` : `events in ${namespaces.join(' and ')}`,
      },
      at: window.to,
    };
  },
});
