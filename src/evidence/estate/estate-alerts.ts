import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { graphKql, type Kql } from '../../azure/kql.ts';
import { UpstreamError } from '../../errors.ts';
import type { FiringAlert } from '../../model/cluster-health.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import { readGap } from '../asking/read-gap.ts';
import { cutOff } from './cut-off.ts';

const Row = z.object({
  target: z.string(),
  severity: z.string(),
  title: z.string(),
  since: z.coerce.date(),
  times: z.coerce.number(),
});

const monitor = graphKql`alertsmanagementresources
| where type =~ 'microsoft.alertsmanagement/alerts'
| where tostring(properties.essentials.monitorCondition) =~ 'Fired'
| extend target = tolower(tostring(properties.essentials.targetResource)), severity = tostring(properties.essentials.severity)
| where target contains '/managedclusters/'
| summarize times = count(), title = max(name), since = max(todatetime(properties.essentials.startDateTime)) by target, severity
| order by target asc, severity asc`;

/** Over Resource Graph the properties of Defender's alerts have other capitals than over ARM. */
const defender = graphKql`securityresources
| where type =~ 'microsoft.security/locations/alerts'
| where tostring(properties.Status) in~ ('Active', 'InProgress')
| mv-expand resource = properties.ResourceIdentifiers
| extend target = tolower(tostring(resource.AzureResourceId)), severity = tostring(properties.Severity)
| where target contains '/managedclusters/'
| summarize times = count(), title = max(tostring(properties.AlertDisplayName)), since = max(todatetime(properties.StartTimeUtc)) by target, severity
| order by target asc, severity asc`;

const sources = [
  { query: defender, service: 'Defender for Cloud', what: 'alerts of Defender for Cloud' },
  { query: monitor, service: 'Azure Monitor', what: 'alerts of Azure Monitor' },
] as const;

/** What fires on every cluster now, one entry a severity and service, by the cluster's ARM id in small letters. Throws UpstreamError when neither service told. */
export async function estateAlerts(azure: Azure, now: Date): Promise<Evidence<Map<string, FiringAlert[]>>> {
  const read = await Promise.all(sources.map((source) => alertsOf(azure, source)));
  const failures = read.flatMap((it) => ('failure' in it ? [it.failure] : []));
  const [failure] = failures;
  if (failure && failures.length === sources.length) throw failure;
  const all = read.flatMap((it) => ('alerts' in it ? it.alerts : []));
  const gap = read.flatMap((it) => it.gap ?? [])[0];
  return {
    value: new Map(
      [...Map.groupBy(all, ({ target }) => target)].map(([target, those]) => [target, those.map(({ alert }) => alert)]),
    ),
    source: { service: 'Resource Graph', detail: 'firing alerts', query: monitor.text },
    at: now,
    ...(gap && { gap }),
  };
}

type Read = { gap?: Gap } & ({ failure: UpstreamError } | { alerts: { target: string; alert: FiringAlert }[] });

async function alertsOf(
  azure: Azure,
  { query, service, what }: { query: Kql; service: FiringAlert['service']; what: string },
): Promise<Read> {
  try {
    const { rows, truncated } = await azure.graph.query(query, Row);
    const alerts = rows.map(({ target, ...alert }) => ({ target, alert: { ...alert, service } }));
    return { alerts, ...(truncated && { gap: cutOff(what) }) };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { failure: error, gap: readGap(error, what) };
  }
}
