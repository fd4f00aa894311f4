import type { Azure } from '../azure/azure.ts';

/** The same Azure, except that a Kubernetes list which was asked for already is not asked for again: for one question's length. */
export function askOnce(azure: Azure): Azure {
  const asked = new Map<string, Promise<unknown>>();
  const { kubernetes } = azure;
  return {
    ...azure,
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
