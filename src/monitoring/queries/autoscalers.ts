import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { within } from '../saved-queries/within.ts';

/** Each autoscaler of pods as it was seen last. */
export const autoscalers = defineQuery({
  name: 'autoscalers',
  title: 'Autoscalers of pods',
  summary: 'Each HorizontalPodAutoscaler: replicas now, its least and most.',
  ways: ['hpa', 'hpas', 'autoscaling', 'horizontal pod autoscalers'],
  table: 'InsightsMetrics',
  of: 'cluster',
  hours: 1,
  kql: (it) => kql`
InsightsMetrics${within(it)}
| where Namespace == 'container.azm.ms/kubestate' and Name == 'kube_hpa_status_current_replicas'
| extend Tag = parse_json(Tags)
| summarize arg_max(TimeGenerated, Val, Tag), Highest = max(Val) by Autoscaler = tostring(Tag.hpa), Namespace = tostring(Tag.k8sNamespace)
| project Autoscaler, Replicas = tolong(Val), Most = tolong(Tag.spec_max_replicas), Wanted = tolong(Tag.status_desired_replicas), Least = tolong(Tag.spec_min_replicas), Highest = tolong(Highest), Namespace
| order by Replicas desc`,
});
