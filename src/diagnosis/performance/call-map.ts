import type { Situation } from '../situation/situation.ts';
import type { Workload } from '../situation/workload.ts';

/** Who calls whom, as far as configuration and a mesh tell. */
export interface CallMap {
  /** Whether a workload calls another, directly or through others. */
  reaches(from: Workload, to: Workload): boolean;
}

/** Joins the calls that workloads are configured with and those that were seen. */
export function callMap({ calls, seen = [] }: Pick<Situation, 'calls' | 'seen'>): CallMap {
  const direct = new Map<Workload, Set<Workload>>();
  const add = (from: Workload, to: Workload) => {
    if (from === to) return;
    const known = direct.get(from);
    if (known) known.add(to);
    else direct.set(from, new Set([to]));
  };
  for (const { from, to } of calls) for (const behind of to?.workloads ?? []) add(from, behind);
  for (const { from, to } of seen) add(from, to);
  const reached = new Map<Workload, Set<Workload>>();
  const reachOf = (from: Workload): Set<Workload> => {
    const known = reached.get(from);
    if (known) return known;
    const found = new Set<Workload>();
    const todo = [...(direct.get(from) ?? [])];
    for (let next = todo.pop(); next; next = todo.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      todo.push(...(direct.get(next) ?? []));
    }
    reached.set(from, found);
    return found;
  };
  return {
    reaches: (from, to) => from !== to && reachOf(from).has(to),
  };
}
