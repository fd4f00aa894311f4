import { z } from 'zod';
import type { Azure } from './azure.ts';
import { graphKql } from './kql.ts';

const withContainers = graphKql`resources
| where type in~ ('microsoft.containerservice/managedclusters', 'microsoft.containerregistry/registries')
| distinct subscriptionId
| order by subscriptionId asc`;

const Row = z.object({ subscriptionId: z.string() });

/** Ids of the subscriptions that have a cluster or a registry which the identity can read. */
export async function subscriptionsOf(azure: Azure): Promise<string[]> {
  const { rows } = await azure.graph.query(withContainers, Row);
  return rows.map(({ subscriptionId }) => subscriptionId);
}
