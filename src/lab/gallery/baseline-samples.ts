import { baselineAlertsCard } from '../../cards/baseline-alerts.ts';
import type { BaselineReport, BaselineStanding, BaselineTarget, StandingState } from '../../model/baseline-report.ts';
import { baselineFor } from '../../monitoring/baseline/baseline-for.ts';
import { prodWeu } from './clusters.ts';
import { gaps } from './gaps.ts';
import { hostileText } from './hostile.ts';
import { now, press, type Sample } from './sample.ts';

const { id, name, subscriptionId, resourceGroup, location } = prodWeu;
const type = 'microsoft.containerservice/managedclusters';
const cluster: BaselineTarget = { id, name, type, kind: 'cluster', subscriptionId, resourceGroup, location };
const registry: BaselineTarget = {
  ...cluster,
  name: 'contoso',
  type: 'microsoft.containerregistry/registries',
  kind: 'registry',
};

function report(
  target: BaselineTarget,
  stateOf: (n: number) => StandingState,
  rule = 'MSCI-prod-weu-pod-level',
): BaselineReport {
  const value = baselineFor(target.type).map((alert, n): BaselineStanding => {
    const state = stateOf(n);
    return {
      ...{ alert, state },
      ...(state !== 'missing' && { rule: alert.kind === 'prometheus' ? `${alert.name} in ${rule}` : rule }),
      ...(state === 'differs' && { difference: '90 instead of 95' }),
    };
  });
  const source = { service: 'Resource Graph' as const, detail: 'prometheusRuleGroups, metricAlerts' };
  return { target, standings: { value, source, at: now }, gaps: [] };
}

const card = (it: BaselineReport) =>
  baselineAlertsCard(it, { now, buttons: ['Create the missing ones', 'Look again', 'Cluster health'].map(press) });
const mixed = (n: number): StandingState =>
  n % 9 === 4 ? 'disabled' : n === 31 ? 'differs' : n % 3 === 1 ? 'missing' : 'present';
const long = 'a-very-long-name-that-somebody-chose-'.repeat(12);
const { standings: _, ...unread } = report(cluster, mixed);

/** Samples of the recommended alerts' card. */
export const baselineSamples: Sample[] = [
  { card: 'baseline-alerts', sample: 'usual', make: () => card(report(cluster, mixed)) },
  {
    card: 'baseline-alerts',
    sample: 'nothing there',
    make: () => card({ ...report(cluster, () => 'missing'), gaps: gaps.slice(1) }),
  },
  { card: 'baseline-alerts', sample: 'all there', make: () => card(report(cluster, () => 'present')) },
  { card: 'baseline-alerts', sample: 'registry', make: () => card(report(registry, () => 'missing')) },
  { card: 'baseline-alerts', sample: 'gaps', make: () => card({ ...unread, gaps }) },
  {
    card: 'baseline-alerts',
    sample: 'very long',
    make: () =>
      card(report({ ...cluster, name: long, resourceGroup: long }, (n) => (n % 2 ? 'disabled' : 'present'), long)),
  },
  {
    card: 'baseline-alerts',
    sample: 'hostile text',
    make: () => card(report({ ...cluster, name: hostileText }, () => 'differs', hostileText)),
  },
];
