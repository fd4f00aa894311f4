import type { BaselineAlert } from '../../model/baseline-alert.ts';
import { clusterRules } from './cluster-rules.ts';
import { metricAlerts } from './metric-alerts.ts';
import { nodeRules } from './node-rules.ts';
import { podRules } from './pod-rules.ts';

/** The kinds of resources that have a baseline, as ARM types in small letters, and what a person calls them. */
export const baselineTypes: Readonly<Record<string, string>> = {
  'microsoft.containerservice/managedclusters': 'cluster',
  'microsoft.containerregistry/registries': 'registry',
  'microsoft.app/containerapps': 'container app',
  'microsoft.containerinstance/containergroups': 'container group',
  'microsoft.batch/batchaccounts': 'Batch account',
};

/** The alerts that every resource of this type ought to have. */
export function baselineFor(type: string): BaselineAlert[] {
  const kind = type.toLowerCase();
  const prometheus =
    kind === 'microsoft.containerservice/managedclusters' ? [...clusterRules, ...nodeRules, ...podRules] : [];
  return [...prometheus, ...metricAlerts.filter(({ namespace }) => namespace.toLowerCase() === kind)];
}
