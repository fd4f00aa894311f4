import type { InventoryRow } from '../../evidence/estate/estate-inventory.ts';
import type { NodeStates, PodStates, RestartCount } from '../../model/cluster-health.ts';
import { isSystemNamespace } from '../../model/system-namespace.ts';

/** What the rows of one cluster add up to; undefined for what no row tells of. */
export interface PlaceFacts {
  pods?: { user: PodStates; system: PodStates };
  nodes?: NodeStates;
  restarts: RestartCount[];
}

/** Adds up one cluster's rows. */
export function placeFacts(rows: readonly InventoryRow[]): PlaceFacts {
  const pods = rows.filter(({ kind }) => kind === 'pods');
  const nodes = rows.filter(({ kind }) => kind === 'nodes');
  return {
    ...(pods.length > 0 && { pods: podsOf(pods) }),
    ...(nodes.length > 0 && { nodes: nodesOf(nodes) }),
    restarts: rows.filter(({ kind }) => kind === 'restarts').map(restartOf),
  };
}

function podsOf(rows: readonly InventoryRow[]): { user: PodStates; system: PodStates } {
  const none = (): PodStates => ({ running: 0, pending: 0, failing: 0, succeeded: 0, unknown: 0 });
  const both = { user: none(), system: none() };
  for (const { namespace, state, count } of rows) {
    const states = isSystemNamespace(namespace) ? both.system : both.user;
    states[state in states ? (state as keyof PodStates) : 'unknown'] += count;
  }
  return both;
}

/** A state lists the conditions that hold ("Ready,MemoryPressure"); "SchedulingDisabled" is a cordon. */
function nodesOf(rows: readonly InventoryRow[]): NodeStates {
  const parts = rows.map(({ state, names, count }) => ({
    conditions: state.split(',').map((it) => it.trim()),
    // Names are cut off at some; how many there are is known all the same.
    names: Array.from({ length: count }, (_, n) => names[n] ?? `node ${n + 1}`),
  }));
  const withName = (wanted: (conditions: string[]) => boolean) =>
    parts.filter(({ conditions }) => wanted(conditions)).flatMap(({ names }) => names);
  return {
    ready: withName((it) => it.includes('Ready')).length,
    notReady: withName((it) => !it.includes('Ready')),
    cordoned: withName((it) => it.includes('SchedulingDisabled')),
    pressure: parts.flatMap(({ conditions, names }) =>
      conditions
        .filter((it) => it.endsWith('Pressure'))
        .flatMap((condition) => names.map((node) => ({ node, condition }))),
    ),
  };
}

function restartOf({ namespace, names, count, state, endedAt }: InventoryRow): RestartCount {
  const [workload = ''] = names;
  return {
    ...{ namespace, workload, container: workload, restarts: count, lastReason: state },
    ...(endedAt && { lastAt: endedAt }),
  };
}
