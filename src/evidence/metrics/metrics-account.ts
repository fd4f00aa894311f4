import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { graphKql } from '../../azure/kql.ts';

const Row = z.object({ id: z.string(), location: z.string() });

/**
 * The Azure Monitor workspace that a cluster's metrics go to, by the data collection rule that is associated with it;
 * undefined where managed Prometheus is off, or out of the bot's sight. Throws UpstreamError.
 */
export async function metricsAccount(
  { graph }: Pick<Azure, 'graph'>,
  clusterId: string,
): Promise<{ id: string; location: string } | undefined> {
  const query = graphKql`insightsresources
| where type =~ 'microsoft.insights/datacollectionruleassociations' and id startswith ${`${clusterId}/`}
| project rule = tolower(tostring(properties.dataCollectionRuleId))
| join kind=inner (resources
  | where type =~ 'microsoft.insights/datacollectionrules'
  | mv-expand account = properties.destinations.monitoringAccounts
  | project rule = tolower(id), account = tolower(tostring(account.accountResourceId))) on rule
| join kind=inner (resources
  | where type =~ 'microsoft.monitor/accounts'
  | project account = tolower(id), id, location) on account
| project id, location
| order by id asc`;
  return (await graph.query(query, Row)).rows[0];
}
