import type { Azure } from '../../azure/azure.ts';
import { UpstreamError } from '../../errors.ts';
import { readGap } from '../../evidence/asking/read-gap.ts';
import { armStates } from '../../evidence/estate/arm-states.ts';
import { estateAlerts } from '../../evidence/estate/estate-alerts.ts';
import { estateInventory, type InventoryRow } from '../../evidence/estate/estate-inventory.ts';
import type { ClusterStanding, ClusterStandings } from '../../model/cluster-standing.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { ClusterRef } from '../../model/subject.ts';
import { estateGaps } from '../estate/estate-gaps.ts';
import { placeFacts } from '../estate/place-facts.ts';
import { byTrouble, verdictOn } from '../estate/standing-of.ts';

/** Which clusters are looked at, and when. */
export interface ClustersAsked {
  /** Seen as a whole. */
  whole: readonly ClusterRef[];
  /** Of which some namespaces may be seen. */
  part: readonly ClusterRef[];
  /** Those of the namespaces in the clusters of `part` that may be seen. */
  seen(places: { cluster: ClusterRef; namespace: string }[]): Promise<{ cluster: ClusterRef; namespace: string }[]>;
  /** Those of them that were asked for. */
  narrow(all: ClusterStanding[]): ClusterStanding[];
  now: Date;
}

/**
 * How all clusters are, worst first, in few questions: three to Resource Graph, and one to Log Analytics for each hundred
 * workspaces, however many clusters there are. A cluster of `part` in which nothing may be seen is left out.
 */
export async function clusters(
  azure: Azure,
  { whole, part, seen, narrow, now }: ClustersAsked,
): Promise<ClusterStandings> {
  const all = [...whole, ...part];
  const [arm, alerts, inventory] = await Promise.all([
    orGap(armStates(azure, now), 'version and power of the clusters'),
    orGap(estateAlerts(azure, now), 'firing alerts'),
    estateInventory(azure, all, { now, namespaces: part.length > 0 }),
  ]);
  const rows = Map.groupBy(inventory.rows, ({ cluster }) => cluster);
  const rowsOf = ({ id }: ClusterRef): InventoryRow[] => rows.get(id.toLowerCase()) ?? [];
  const spaces = part.flatMap((cluster) => {
    const names = rowsOf(cluster).flatMap(({ kind, namespace }) => (kind === 'nodes' ? [] : [namespace]));
    return [...new Set(names)].map((namespace) => ({ cluster, namespace }));
  });
  const open = Map.groupBy(spaces.length === 0 ? [] : await seen(spaces), ({ cluster }) => cluster.id);
  const shown = [...whole, ...part.filter(({ id }) => open.has(id))];

  const newest = new Date(Math.max(...inventory.rows.map(({ at }) => at.getTime()), 0));
  const told = <T>(value: T): Evidence<T> => ({ value, source: inventory.source, at: newest });
  const factsOf = (cluster: ClusterRef) => {
    const its = open.get(cluster.id)?.map(({ namespace }) => namespace);
    const own = rowsOf(cluster);
    return placeFacts(its ? own.filter(({ kind, namespace }) => kind !== 'nodes' && its.includes(namespace)) : own);
  };
  const standings = shown.map((cluster): ClusterStanding => {
    const namespaces = open.get(cluster.id)?.map(({ namespace }) => namespace);
    const { pods, nodes, restarts } = factsOf(cluster);
    const state = arm.value?.value.get(cluster.id.toLowerCase());
    const facts = {
      cluster,
      subscription: state?.subscription ?? cluster.subscriptionId,
      ...(pods && { pods: told(pods), restarts: told(restarts) }),
      ...(nodes && { nodes: told(nodes) }),
      ...(state && arm.value && { version: { ...arm.value, value: state } }),
      ...(alerts.value &&
        !namespaces && { alerts: { ...alerts.value, value: alerts.value.value.get(cluster.id.toLowerCase()) ?? [] } }),
      ...(namespaces && { namespaces }),
    };
    return { ...facts, verdict: verdictOn(facts) };
  });
  const wanted = narrow(standings.sort(byTrouble));
  const unseen = part.some(
    ({ id, workspace }) => !open.has(id) && workspace && inventory.failures.has(workspace.customerId),
  );
  return {
    standings: wanted,
    evidence: [arm.value, alerts.value, ...(inventory.rows.length > 0 ? [told(inventory.rows.length)] : [])].flatMap(
      (it) => it ?? [],
    ),
    gaps: [
      ...[arm.gap, alerts.gap].flatMap((it) => it ?? []),
      // Of what somebody may see some namespaces only, no nodes are missing.
      ...estateGaps(
        wanted.map(({ cluster }) => cluster),
        inventory,
        (it) => ({ ...(open.has(it.id) && { nodes: noNodes }), ...factsOf(it) }),
      ),
      ...(unseen ? [somewhere] : []),
    ],
  };
}

/** Who is limited to some places learns no names of others. */
const somewhere: Gap = {
  what: 'some places that were asked about',
  service: 'Log Analytics',
  why: 'Log Analytics did not answer for each of them.',
  next: 'Ask again in a minute; who may ask everywhere is told which.',
};

const noNodes = { ready: 0, notReady: [], cordoned: [], pressure: [] };

async function orGap<T>(read: Promise<Evidence<T>>, what: string): Promise<{ value?: Evidence<T>; gap?: Gap }> {
  try {
    const value = await read;
    return { value, ...(value.gap && { gap: value.gap }) };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { gap: readGap(error, what) };
  }
}
