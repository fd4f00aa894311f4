import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { type Kql, kql } from '../../azure/kql.ts';
import { timespan } from '../../azure/kql-literal.ts';
import type { UpstreamError } from '../../errors.ts';
import type { Window } from '../../model/evidence.ts';
import type { Origin } from '../../model/origin.ts';
import type { ClusterRef } from '../../model/subject.ts';
import { systemNamespaces } from '../../model/system-namespace.ts';
import { failingReasons } from '../asking/pod-state.ts';
import { acrossWorkspaces } from './across-workspaces.ts';

/** A line of the answer: pods of one state in a place, nodes of one state, or a workload that dies again and again. */
export interface InventoryRow {
  kind: 'pods' | 'nodes' | 'restarts';
  /** ARM id of the cluster, small letters. */
  cluster: string;
  /** "kube-system" for all of the system's and empty for all others, unless namespaces were asked for. */
  namespace: string;
  /** A pod's state; a node's conditions ("Ready,MemoryPressure"); why the workload died last. */
  state: string;
  /** The nodes' names, or the workload's. */
  names: string[];
  count: number;
  at: Date;
  endedAt?: Date;
}

/** What the workspaces know of their clusters. */
export interface EstateInventory {
  rows: InventoryRow[];
  /** Why a workspace could not be read, by its customer id. */
  failures: Map<string, UpstreamError>;
  partial: string[];
  /** Rows that were not understood. */
  unread: number;
  source: Origin;
}

const Row = z.object({
  Kind: z.enum(['pods', 'nodes', 'restarts']),
  ClusterId: z.string(),
  Namespace: z.string().nullable(),
  State: z.string().nullable(),
  Names: z.array(z.string()).nullable(),
  Count: z.coerce.number(),
  At: z.date(),
  EndedAt: z.date().nullable(),
});
/** One line that makes no sense must not hide the others. */
const Tolerant = z.union([Row, z.unknown().transform(() => undefined)]);

const minutes = 10;
/** The agent writes once a minute: what is missing from a cluster's newest samples is gone. */
const present = timespan(90_000);
/** A container that ended badly within this time, and more than once, dies again and again. */
const lately = timespan(3_600_000);

/**
 * Pods and nodes by state, and workloads that die again and again, of all clusters (Log Analytics: KubePodInventory and
 * KubeNodeInventory; one query for each hundred workspaces). With `namespaces` the pods of each namespace apart.
 */
export async function estateInventory(
  azure: Azure,
  clusters: readonly ClusterRef[],
  { now, namespaces }: { now: Date; namespaces: boolean },
): Promise<EstateInventory> {
  const window = { from: new Date(now.getTime() - minutes * 60_000), to: now };
  const query = queryOf(window, namespaces);
  const customerIds = clusters.flatMap(({ workspace }) => workspace?.customerId ?? []);
  const { rows, failures, partial } = await acrossWorkspaces(azure, customerIds, { query, row: Tolerant, window });
  const understood = rows.flatMap((row) => (row === undefined ? [] : [rowOf(row)]));
  return {
    rows: understood,
    failures,
    partial,
    unread: rows.length - understood.length,
    source: { service: 'Log Analytics', detail: 'KubePodInventory, KubeNodeInventory', query: query.text },
  };
}

function rowOf({ Kind, ClusterId, Namespace, State, Names, Count, At, EndedAt }: z.infer<typeof Row>): InventoryRow {
  return {
    kind: Kind,
    cluster: ClusterId.toLowerCase(),
    namespace: Namespace ?? '',
    state: State ?? '',
    names: Names ?? [],
    count: Count,
    at: At,
    // Of a row that has none the client makes the year 1970.
    ...(Kind === 'restarts' && EndedAt && { endedAt: EndedAt }),
  };
}

function queryOf({ from, to }: Window, namespaces: boolean): Kql {
  const place = namespaces ? kql`Namespace` : kql`iff(Namespace in (${systemNamespaces}), 'kube-system', '')`;
  return kql`
let sampled = KubePodInventory
| where TimeGenerated >= ${from} and TimeGenerated < ${to}
| project TimeGenerated, ClusterId, Namespace, PodUid, PodStatus, ControllerKind, ControllerName, ContainerName, ContainerStatusReason, ContainerLastStatus, ContainerRestartCount;
let containers = materialize(sampled
| summarize arg_max(TimeGenerated, *) by ClusterId, PodUid, ContainerName
| join kind=inner (sampled | summarize Newest = max(TimeGenerated) by ClusterId) on ClusterId
| where Newest - TimeGenerated <= ${present});
union isfuzzy=true
(containers
| summarize PodStatus = take_any(PodStatus), Failing = countif(ContainerStatusReason in (${failingReasons})), Namespace = take_any(Namespace), At = max(TimeGenerated) by ClusterId, PodUid
| extend State = case(PodStatus == 'Succeeded', 'succeeded', PodStatus == 'Failed' or Failing > 0, 'failing', PodStatus == 'Pending', 'pending', PodStatus in ('Running', 'Terminating'), 'running', 'unknown')
| summarize Count = count(), At = max(At) by ClusterId, Namespace = ${place}, State
| extend Kind = 'pods'),
(containers
| where ContainerRestartCount > 1
| extend Last = parse_json(ContainerLastStatus)
| extend Reason = tostring(Last.reason), EndedAt = todatetime(Last.finishedAt)
| where Reason != 'Completed' and ${to} - EndedAt < ${lately}
| extend Workload = iff(ControllerKind == 'ReplicaSet', extract('^(.+)-[bcdfghjklmnpqrstvwxz2456789]{1,10}$', 1, ControllerName), ControllerName)
| extend Workload = iff(isempty(Workload), ControllerName, Workload)
| summarize Count = sum(ContainerRestartCount), arg_max(EndedAt, Reason), At = max(TimeGenerated) by ClusterId, Namespace, Workload
| project ClusterId, Namespace, Names = pack_array(Workload), State = Reason, Count, EndedAt, At
| extend Kind = 'restarts'),
(KubeNodeInventory
| where TimeGenerated >= ${from} and TimeGenerated < ${to}
| summarize arg_max(TimeGenerated, Status) by ClusterId, Computer
| join kind=inner (KubeNodeInventory
    | where TimeGenerated >= ${from} and TimeGenerated < ${to}
    | summarize Newest = max(TimeGenerated) by ClusterId) on ClusterId
| where Newest - TimeGenerated <= ${present}
| summarize Count = count(), Names = make_set(Computer, 20), At = max(TimeGenerated) by ClusterId, State = Status
| extend Kind = 'nodes')
| project Kind, ClusterId, Namespace, State, Names, Count, At, EndedAt`;
}
