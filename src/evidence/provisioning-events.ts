import { defineCollector } from './collector.ts';
import { type EventFact, eventFact } from './kubernetes/event-fact.ts';
import { listOrigin } from './kubernetes/listed.ts';

/** Where the cluster autoscaler tells of node groups that it enlarges; what it tells of pods stands with them. */
const systemNamespace = 'kube-system';
const about = /autoscaler|karpenter|node-provision/i;

/** What the cluster's node autoscaler says of its node groups, newest first (Kubernetes API, live; kept for an hour). */
export const provisioningEvents = defineCollector<'provisioningEvents', EventFact[]>({
  name: 'provisioningEvents',
  what: 'events of the node autoscaler',
  ofPlace: true,
  async collect(azure, { cluster }, window) {
    const events = await azure.kubernetes.list(cluster.id, 'events', systemNamespace);
    return {
      value: events
        .map(eventFact)
        .filter(({ object, lastAt }) => about.test(object.name) && object.kind !== 'Pod' && lastAt >= window.from)
        .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime()),
      source: listOrigin('events', systemNamespace),
      at: window.to,
    };
  },
});
