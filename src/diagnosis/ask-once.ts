import type { Azure } from '../azure/azure.ts';

/** The same Azure, except that what was asked for already is not asked for again, answered or failed: for one question's length. */
export function askOnce(azure: Azure): Azure {
  const asked = new Map<string, Promise<unknown>>();
  const once = <Answer>(key: unknown[], ask: () => Promise<Answer>): Promise<Answer> => {
    const name = JSON.stringify(key);
    const answer = (asked.get(name) as Promise<Answer> | undefined) ?? ask();
    asked.set(name, answer);
    return answer;
  };
  const { graph, kubernetes, logs } = azure;
  return {
    ...azure,
    kubernetes: {
      log: (...args) => kubernetes.log(...args),
      wayTo: (clusterId) => kubernetes.wayTo(clusterId),
      list: (clusterId, kind, namespace) =>
        once(['list', clusterId, kind, namespace], () => kubernetes.list(clusterId, kind, namespace)),
    },
    graph: {
      query: (query, row) => once(['graph', query.text], () => graph.query(query, row)),
    },
    logs: {
      query: (workspace, query, row, window) =>
        once(['query', workspace, query.text, window], () => logs.query(workspace, query, row, window)),
    },
  };
}
