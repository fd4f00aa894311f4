import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { z } from 'zod';
import { kql } from '../azure/kql.ts';
import type { RestartCount } from '../model/cluster-health.ts';
import { deploymentOf } from '../model/deployment-of.ts';
import { askLogs } from './asking/ask-logs.ts';
import { firstAnswer } from './asking/first-answer.ts';
import { defineCollector } from './collector.ts';

const Row = z.object({
  Namespace: z.string(),
  ControllerName: z.string(),
  ControllerKind: z.string(),
  container: z.string(),
  restarts: z.number(),
  reason: z.string().nullable(),
  ended: z.date().nullable(),
  at: z.date(),
});

/** Containers that restarted most, worst first: the Kubernetes API (since each pod began), else KubePodInventory (in the window). */
export const restartCounts = defineCollector<'restartCounts', RestartCount[]>({
  name: 'restartCounts',
  what: 'restarts of containers',
  collect: (azure, subject, window) =>
    firstAnswer('restarts of containers', [
      async () => ({
        value: added((await azure.kubernetes.list(subject.cluster.id, 'pods')).flatMap(restartsOf)),
        source: { service: 'Kubernetes API', detail: 'pods' },
        at: window.to,
      }),
      async () =>
        askLogs(
          azure,
          subject.cluster,
          {
            table: 'KubePodInventory',
            query: kql`KubePodInventory
| where ClusterId =~ ${subject.cluster.id} and isnotempty(ContainerName)
| extend container = tostring(split(ContainerName, '/')[1]), reason = tostring(parse_json(ContainerLastStatus).reason), ended = todatetime(parse_json(ContainerLastStatus).finishedAt)
| summarize lowest = min(ContainerRestartCount), highest = max(ContainerRestartCount), arg_max(TimeGenerated, reason, ended) by Namespace, ControllerName, ControllerKind, PodUid, container
| summarize restarts = sum(highest - lowest), arg_max(ended, reason), at = max(TimeGenerated) by Namespace, ControllerName, ControllerKind, container
| project Namespace, ControllerName, ControllerKind, container, restarts, reason, ended, at`,
            row: Row,
            window,
          },
          (rows) =>
            added(
              rows.map((row) =>
                restart(
                  row.Namespace,
                  workloadOf(row.ControllerKind, row.ControllerName),
                  row.container,
                  Number(row.restarts),
                  row.reason || undefined,
                  row.ended ?? undefined,
                ),
              ),
            ),
          ({ at }) => at,
        ),
    ]),
});

function restartsOf(pod: V1Pod): RestartCount[] {
  const owner = pod.metadata?.ownerReferences?.[0];
  const workload = owner ? workloadOf(owner.kind, owner.name) : (pod.metadata?.name ?? '');
  return (pod.status?.containerStatuses ?? []).map((status) =>
    restart(
      pod.metadata?.namespace ?? '',
      workload,
      status.name,
      status.restartCount,
      lastEnd(status)?.reason,
      lastEnd(status)?.finishedAt,
    ),
  );
}

function lastEnd(status: V1ContainerStatus) {
  return status.lastState?.terminated ?? status.state?.terminated;
}

function restart(
  namespace: string,
  workload: string,
  container: string,
  restarts: number,
  reason?: string,
  at?: Date,
): RestartCount {
  return {
    namespace,
    workload,
    container,
    restarts,
    ...(reason !== undefined && { lastReason: reason }),
    ...(at !== undefined && { lastAt: at }),
  };
}

/** A ReplicaSet carries its Deployment's name; no other controller's name has anything to take off. */
function workloadOf(controllerKind: string, controller: string): string {
  return (controllerKind === 'ReplicaSet' ? deploymentOf(controller) : undefined) ?? controller;
}

/** One line a workload and container, the replicas' restarts added, without those that never restarted. */
function added(counts: RestartCount[]): RestartCount[] {
  const byContainer = new Map<string, RestartCount>();
  for (const count of counts.filter(({ restarts }) => restarts > 0)) {
    const key = `${count.namespace}/${count.workload}/${count.container}`;
    const before = byContainer.get(key);
    const latest = before && (before.lastAt ?? new Date(0)) > (count.lastAt ?? new Date(0)) ? before : count;
    byContainer.set(key, { ...latest, restarts: (before?.restarts ?? 0) + count.restarts });
  }
  return [...byContainer.values()].sort((a, b) => b.restarts - a.restarts);
}
