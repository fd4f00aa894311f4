import { kubeState } from './kube-state.ts';
import { exists, type Metric, reachable } from './metric.ts';

/** Whether each scrape succeeded: the three targets of a node fail while it is lost. */
export const targets: Metric[] = [
  {
    name: 'up',
    *series({ cluster }) {
      yield { labels: { ...kubeState }, value: () => 1 };
      for (const node of cluster.nodes)
        for (const job of ['kubelet', 'cadvisor', 'node'])
          yield {
            labels: { job, instance: node.name },
            since: node.createdAt,
            value: (at) => (exists(node, at) ? Number(reachable(node, at)) : undefined),
          };
    },
  },
];
