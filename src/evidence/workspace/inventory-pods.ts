import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { kql } from '../../azure/kql.ts';
import type { Evidence, Window } from '../../model/evidence.ts';
import type { Subject } from '../../model/subject.ts';
import { askWorkspace } from './ask-workspace.ts';

const Row = z.object({
  Namespace: z.string(),
  Name: z.string(),
  PodUid: z.string(),
  Computer: z.string(),
  PodStatus: z.string(),
  PodLabel: z.string().nullable(),
  PodCreationTimeStamp: z.date().nullable(),
  ControllerKind: z.string(),
  ControllerName: z.string(),
  Container: z.string(),
  ContainerStatus: z.string(),
  ContainerStatusReason: z.string(),
  ContainerLastStatus: z.string().nullable(),
  ContainerRestartCount: z.number().nullable(),
  ContainerStartTime: z.date().nullable(),
  At: z.date(),
});
type Row = z.infer<typeof Row>;

const minutes = 10;
/** The agent writes once a minute: what is missing from the newest samples is gone. */
const presentMs = 90_000;
const Labels = z.array(z.record(z.string(), z.string()));
const Ending = z.object({ reason: z.string(), startedAt: z.coerce.date(), finishedAt: z.coerce.date() });

/**
 * The pods of the subject's reach as far as KubePodInventory knows them: names, owners, nodes, phases, containers with
 * state, restarts and last ending. What the table does not know is absent: conditions, readiness, exit codes, images,
 * limits, volumes. Late by one to four minutes.
 */
export async function inventoryPods(
  azure: Azure,
  { cluster, namespace }: Subject,
  window: Window,
): Promise<Evidence<V1Pod[]>> {
  const from = new Date(window.to.getTime() - minutes * 60_000);
  const there = namespace === '' ? kql`` : kql` and Namespace == ${namespace}`;
  const query = kql`
KubePodInventory
| where TimeGenerated >= ${from} and TimeGenerated < ${window.to}
| where ClusterId =~ ${cluster.id}${there}
| summarize arg_max(TimeGenerated, *) by PodUid, ContainerName
| project Namespace, Name, PodUid, Computer, PodStatus, PodLabel, PodCreationTimeStamp, ControllerKind, ControllerName,
    Container = extract('[^/]+$', 0, ContainerName), ContainerStatus, ContainerStatusReason, ContainerLastStatus,
    ContainerRestartCount, ContainerStartTime, At = TimeGenerated`;
  return askWorkspace(
    azure,
    cluster,
    { table: 'KubePodInventory', query, row: Row, window: { from, to: window.to }, at: ({ At }) => At },
    podsIn,
  );
}

function podsIn(rows: readonly Row[]): V1Pod[] {
  const newest = Math.max(...rows.map(({ At }) => At.getTime()));
  const present = rows.filter(({ At }) => newest - At.getTime() <= presentMs);
  return [...Map.groupBy(present, ({ PodUid }) => PodUid).values()].flatMap((those) => {
    const [first] = those;
    return first ? [podOf(first, those)] : [];
  });
}

/** Half a pod: the types promise more than the table tells, hence the cast. */
function podOf(row: Row, containers: readonly Row[]): V1Pod {
  const named = containers.filter(({ Container }) => Container !== '');
  const inits = named.filter(isInit);
  const apps = named.filter((it) => !inits.includes(it));
  const names = (those: readonly Row[]) => those.map(({ Container }) => ({ name: Container }));
  // "Terminating" is the agent's word for a pod that is being deleted; its phase is another matter.
  const phase = row.PodStatus === 'Terminating' ? 'Running' : row.PodStatus;
  return {
    metadata: {
      name: row.Name,
      namespace: row.Namespace,
      uid: row.PodUid,
      ...(row.PodCreationTimeStamp && { creationTimestamp: row.PodCreationTimeStamp }),
      labels: labelsOf(row),
      ...(row.ControllerName !== '' && {
        ownerReferences: [{ kind: row.ControllerKind, name: row.ControllerName, controller: true }],
      }),
    },
    spec: {
      ...(row.Computer !== '' && { nodeName: row.Computer }),
      containers: names(apps),
      ...(inits.length > 0 && { initContainers: names(inits) }),
    },
    status: {
      phase,
      containerStatuses: apps.map(statusOf),
      ...(inits.length > 0 && { initContainerStatuses: inits.map(statusOf) }),
    },
  } as unknown as V1Pod;
}

/** Controllers that keep pods running restart a container of theirs that ends well: one that stays ended prepared the pod. */
function isInit({ ControllerKind, ContainerStatus, ContainerStatusReason }: Row): boolean {
  const keepsRunning = ['ReplicaSet', 'StatefulSet', 'DaemonSet'].includes(ControllerKind);
  return keepsRunning && ContainerStatus === 'terminated' && ContainerStatusReason === 'Completed';
}

function statusOf(row: Row): V1ContainerStatus {
  const last = endingOf(row.ContainerLastStatus);
  return {
    name: row.Container,
    restartCount: row.ContainerRestartCount ?? 0,
    ...stateOf(row),
    ...(last && { lastState: { terminated: { ...last, ...exitCode(last.reason) } } }),
  } as unknown as V1ContainerStatus;
}

function stateOf({ ContainerStatus: state, ContainerStatusReason: reason, ContainerStartTime: startedAt }: Row) {
  if (state === 'running') return { state: { running: startedAt ? { startedAt } : {} } };
  if (state === 'waiting') return { state: { waiting: { reason } } };
  if (state === 'terminated') return { state: { terminated: { reason, ...exitCode(reason) } } };
  return {};
}

/** Kubernetes says "Completed" of exit code 0 and of nothing else; other codes are not in the table. */
function exitCode(reason: string): { exitCode?: 0 } {
  return reason === 'Completed' ? { exitCode: 0 } : {};
}

function endingOf(text: string | null): z.infer<typeof Ending> | undefined {
  return Ending.safeParse(parsed(text)).data;
}

/** PodLabel is a list with one object in it, as text. */
function labelsOf({ PodLabel }: Row): Record<string, string> {
  return Object.assign({}, ...(Labels.safeParse(parsed(PodLabel)).data ?? []));
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}
