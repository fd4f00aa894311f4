import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { within } from '../saved-queries/within.ts';

/** Deployments with fewer ready replicas than they want. */
export const deploymentsShort = defineQuery({
  name: 'deployments-short',
  title: 'Deployments short of replicas',
  summary: 'Deployments with fewer ready replicas than wanted.',
  ways: ['missing replicas', 'replicas missing', 'unavailable deployments'],
  table: 'InsightsMetrics',
  of: 'cluster',
  hours: 1,
  kql: (it) => kql`
InsightsMetrics${within(it)}
| where Namespace == 'container.azm.ms/kubestate' and Name == 'kube_deployment_status_replicas_ready'
| extend Tag = parse_json(Tags)
| summarize arg_max(TimeGenerated, Val, Tag) by Deployment = tostring(Tag.deployment), Namespace = tostring(Tag.k8sNamespace)
| extend Wanted = tolong(Tag.spec_replicas), Ready = tolong(Val)
| where Ready < Wanted
| project Deployment, Ready, Wanted, Namespace
| order by Wanted desc`,
});
