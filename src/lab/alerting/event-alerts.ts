import type { Happening } from '../world/estate.ts';
import { happeningsOf } from '../world/happenings.ts';
import { monitorAlertId } from '../world/monitor-alert-id.ts';
import type { World } from '../world/world.ts';
import { type FiringAlert, keyOf } from './firing-alert.ts';

const name = 'Kubernetes warnings';
const windowMs = 15 * 60_000;
/** What no metric of the recommended rules tells. */
const reasons = ['FailedCreate', 'Unhealthy', 'FailedGetResourceMetric', 'ProvisioningFailed'];
const query = `KubeEvents
| where KubeEventType != "Normal" and Reason in (${reasons.map((it) => `"${it}"`).join(', ')})
| summarize Events = count() by ClusterName, Namespace, Reason, ObjectKind, Name`;

/** What the company's one log search rule gives now: warnings in Kubernetes' events of the last quarter of an hour. */
export function eventAlerts(world: World, now: Date): FiringAlert[] {
  const from = new Date(now.getTime() - windowMs);
  return world.clusters.flatMap((cluster) => {
    const counted = new Map<string, Happening[]>();
    for (const it of happeningsOf(cluster, from, now)) {
      if (it.type !== 'Warning' || !reasons.includes(it.reason)) continue;
      const key = `${it.object.kind}/${it.object.namespace}/${it.object.name}/${it.reason}`;
      counted.set(key, [...(counted.get(key) ?? []), it]);
    }
    return [...counted.values()].flatMap((events): FiringAlert[] => {
      const [first] = events;
      if (!first) return [];
      const { kind, namespace, name: object } = first.object;
      const labels = { ClusterName: cluster.name, Namespace: namespace, Reason: first.reason, [labelOf(kind)]: object };
      const key = keyOf(name, cluster, labels);
      return [
        {
          ...{ key, form: 'log', id: monitorAlertId(cluster, `${key}/${now.getTime()}`) },
          ...{ name, cluster, severity: 'Sev2', startTime: now, labels, query, value: events.length },
          description: 'Kubernetes warns of a workload again and again.',
          summary: `${first.reason}: ${kind} ${namespace}/${object}`,
        },
      ];
    });
  });
}

/** The dimension that names the object. */
function labelOf(kind: string): string {
  return kind === 'Pod' ? 'PodName' : 'ControllerName';
}
