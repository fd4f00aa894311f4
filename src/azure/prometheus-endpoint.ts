import { z } from 'zod';
import { UpstreamError } from '../errors.ts';
import type { ClusterRef } from '../model/subject.ts';
import type { Graph } from './graph.ts';
import { graphKql } from './kql.ts';
import { NoPrometheus } from './no-prometheus.ts';

/** The bot's token goes there, so it goes to Azure's own workspaces alone. */
const endpoints = /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*\.prometheus\.monitor\.azure\.(com|cn|us)\/?$/;

const Row = z.object({ id: z.string(), endpoint: z.string() });

/**
 * Where a cluster's metrics are asked for: a data collection rule is associated with the cluster and sends to an Azure
 * Monitor workspace, which has a query endpoint. Throws NoPrometheus when there is none that the bot may see.
 */
export async function prometheusEndpoint(graph: Graph, cluster: ClusterRef): Promise<string> {
  const query = graphKql`insightsresources
| where type =~ 'microsoft.insights/datacollectionruleassociations' and id startswith ${`${cluster.id}/`}
| project rule = tolower(tostring(properties.dataCollectionRuleId))
| join kind=inner (resources
  | where type =~ 'microsoft.insights/datacollectionrules'
  | mv-expand account = properties.destinations.monitoringAccounts
  | project rule = tolower(id), account = tolower(tostring(account.accountResourceId))) on rule
| join kind=inner (resources
  | where type =~ 'microsoft.monitor/accounts'
  | project account = tolower(id), id, endpoint = tostring(properties.metrics.prometheusQueryEndpoint)) on account
| project id, endpoint
| order by id asc`;
  const { rows } = await graph.query(query, Row);
  const [row] = rows;
  if (!row?.endpoint) throw new NoPrometheus(cluster);
  if (!endpoints.test(row.endpoint))
    throw new UpstreamError('Prometheus', 'refused', 'is asked at *.prometheus.monitor.azure.com only', {
      target: row.id,
    });
  return row.endpoint.replace(/\/$/, '');
}
