import type { Azure } from '../azure/azure.ts';
import type { KubernetesKinds } from '../azure/kubernetes.ts';
import { isNamespaced } from '../azure/list-path.ts';

/**
 * The same Azure, except that what was asked for already is not asked for again, answered or failed: for one question's
 * length. A namespace's list is taken from that of the whole cluster, where that was read.
 */
export function askOnce(azure: Azure): Azure {
  const asked = new Map<string, Promise<unknown>>();
  const once = <Answer>(key: unknown[], ask: () => Promise<Answer>): Promise<Answer> => {
    const name = JSON.stringify(key);
    const answer = (asked.get(name) as Promise<Answer> | undefined) ?? ask();
    asked.set(name, answer);
    return answer;
  };
  const { graph, kubernetes, logs, prometheus } = azure;
  const listed = async <K extends keyof KubernetesKinds>(clusterId: string, kind: K, namespace: string | undefined) => {
    const wide =
      namespace && isNamespaced(kind) ? asked.get(JSON.stringify(['list', clusterId, kind, null])) : undefined;
    // Who may not list a whole cluster may well list one namespace of it.
    const all = wide && (await (wide as Promise<KubernetesKinds[K][]>).catch(() => undefined));
    return (
      all?.filter(({ metadata }) => metadata?.namespace === namespace) ?? kubernetes.list(clusterId, kind, namespace)
    );
  };
  return {
    ...azure,
    kubernetes: {
      object: (...args) => once(['object', ...args], () => kubernetes.object(...args)),
      log: (...args) => once(['log', ...args], () => kubernetes.log(...args)),
      serves: (clusterId, kind) => once(['serves', clusterId, kind], () => kubernetes.serves(clusterId, kind)),
      wayTo: (clusterId) => kubernetes.wayTo(clusterId),
      // What is kept of a list depends on who asks.
      fold: (...args) => kubernetes.fold(...args),
      list: (clusterId, kind, namespace) =>
        once(['list', clusterId, kind, namespace || null], () => listed(clusterId, kind, namespace)),
    },
    graph: {
      query: (query, row) => once(['graph', query.text], () => graph.query(query, row)),
      pages: (...args) => graph.pages(...args),
    },
    prometheus: {
      range: (cluster, query, window, stepSeconds) =>
        once(['range', cluster.id, query.text, window, stepSeconds], () =>
          prometheus.range(cluster, query, window, stepSeconds),
        ),
    },
    logs: {
      query: (workspace, query, row, window) =>
        once(['query', workspace, query.text, window], () => logs.query(workspace, query, row, window)),
    },
  };
}
