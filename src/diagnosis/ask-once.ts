import type { z } from 'zod';
import type { Azure } from '../azure/azure.ts';

/** The same Azure, except that a Kubernetes list or a Resource Graph query which was asked already is not asked again: for one question's length. */
export function askOnce(azure: Azure): Azure {
  const asked = new Map<string, Promise<unknown>>();
  const queried = new Map<unknown, Map<string, Promise<unknown>>>();
  const { kubernetes, graph } = azure;
  return {
    ...azure,
    graph: {
      query(query, row) {
        const known = queried.get(row) ?? new Map<string, Promise<unknown>>();
        queried.set(row, known);
        const answer =
          (known.get(query.text) as ReturnType<typeof graph.query<z.infer<typeof row>>> | undefined) ??
          graph.query(query, row);
        known.set(query.text, answer);
        return answer;
      },
    },
    kubernetes: {
      log: (...args) => kubernetes.log(...args),
      list(clusterId, kind, namespace) {
        const key = JSON.stringify([clusterId, kind, namespace]);
        const before = asked.get(key) as ReturnType<typeof kubernetes.list<typeof kind>> | undefined;
        const answer = before ?? kubernetes.list(clusterId, kind, namespace);
        asked.set(key, answer);
        return answer;
      },
    },
  };
}
