import { queryAt } from '../promql/query.ts';
import { worldSeries } from '../world/metrics/series-source.ts';
import { monitorAlertId } from '../world/monitor-alert-id.ts';
import { seededHex } from '../world/seeded.ts';
import type { World } from '../world/world.ts';
import { alertRules } from './alert-rules.ts';
import { type FiringAlert, keyOf } from './firing-alert.ts';

/** Labels of kube-state-metrics itself, which say nothing about what is wrong. */
const ofExporter = new Set(['__name__', 'job', 'instance', 'uid', 'status']);

/** What every rule of the range gives now: its PromQL is evaluated over what managed Prometheus has. */
export function ruleAlerts(world: World, now: Date): FiringAlert[] {
  const source = worldSeries(world, world.clusters, now);
  return alertRules.flatMap((rule) => {
    const value = queryAt({ text: rule.expression, at: now.getTime(), source });
    if (value.type !== 'vector') return [];
    return value.points.flatMap((point): FiringAlert[] => {
      const given = point.labels.pairs.filter(([name]) => !ofExporter.has(name) && !name.startsWith('destination_'));
      const own: Record<string, string> = Object.fromEntries(given);
      const cluster = world.clusters.find(({ name }) => name === own.cluster);
      if (!cluster) return [];
      const labels = { alertname: rule.name, ...own, severity: rule.level };
      const key = keyOf(rule.name, cluster, labels);
      const isOwn = rule.by === 'alertmanager';
      return [
        {
          key,
          form: isOwn ? 'alertmanager' : 'prometheus',
          id: isOwn ? seededHex(key, 16) : monitorAlertId(cluster, `${key}/${now.getTime()}`),
          ...{ name: rule.name, cluster, severity: rule.severity, startTime: now, description: rule.description },
          ...{ labels, summary: rule.summary(labels), query: rule.expression, value: point.value },
        },
      ];
    });
  });
}
