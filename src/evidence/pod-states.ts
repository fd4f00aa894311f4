import type { V1Pod } from '@kubernetes/client-node';
import { z } from 'zod';
import { kql } from '../azure/kql.ts';
import type { PodStates } from '../model/cluster-health.ts';
import { isSystemNamespace } from '../model/system-namespace.ts';
import { askLogs } from './asking/ask-logs.ts';
import { firstAnswer } from './asking/first-answer.ts';
import { countPodStates, type PodFacts } from './asking/pod-state.ts';
import { defineCollector } from './collector.ts';

const Row = z.object({ Namespace: z.string(), PodStatus: z.string(), reasons: z.array(z.string()), at: z.date() });

/** User pods and system pods by state: the Kubernetes API, else KubePodInventory. */
export const podStates = defineCollector<'podStates', { user: PodStates; system: PodStates }>({
  name: 'podStates',
  what: 'state of the pods',
  collect: (azure, subject, window) =>
    firstAnswer('state of the pods', [
      async () => ({
        value: apart((await azure.kubernetes.list(subject.cluster.id, 'pods')).map(factsOf)),
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
| where ClusterId =~ ${subject.cluster.id} and TimeGenerated > ${minutesBefore(window.to, 10)}
| summarize arg_max(TimeGenerated, PodStatus, ContainerStatusReason) by Namespace, PodUid, ContainerName
| summarize PodStatus = take_any(PodStatus), reasons = make_set(ContainerStatusReason), at = max(TimeGenerated) by Namespace, PodUid
| project Namespace, PodStatus, reasons, at`,
            row: Row,
            window,
          },
          (rows) =>
            apart(rows.map((row) => ({ namespace: row.Namespace, phase: row.PodStatus, reasons: row.reasons }))),
          ({ at }) => at,
        ),
    ]),
});

/** Rows arrive 1 to 3.5 minutes late, so the newest state of every pod lies in the last ten. */
function minutesBefore(at: Date, minutes: number): Date {
  return new Date(at.getTime() - minutes * 60_000);
}

function apart(pods: PodFacts[]): { user: PodStates; system: PodStates } {
  return {
    user: countPodStates(pods.filter(({ namespace }) => !isSystemNamespace(namespace))),
    system: countPodStates(pods.filter(({ namespace }) => isSystemNamespace(namespace))),
  };
}

function factsOf(pod: V1Pod): PodFacts {
  const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
  return {
    namespace: pod.metadata?.namespace ?? '',
    phase: pod.status?.phase ?? 'Unknown',
    reasons: statuses.flatMap(
      ({ state }) => state?.waiting?.reason ?? (state?.terminated?.exitCode ? (state.terminated.reason ?? []) : []),
    ),
  };
}
