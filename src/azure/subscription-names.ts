import { z } from 'zod';
import type { Azure } from './azure.ts';
import { graphKql } from './kql.ts';

const Row = z.object({ subscriptionId: z.string(), name: z.string() });

/** Every subscription that the identity can read, with its name. */
export async function subscriptionNames(azure: Azure): Promise<z.infer<typeof Row>[]> {
  const { rows } = await azure.graph.query(
    graphKql`resourcecontainers
| where type =~ 'microsoft.resources/subscriptions'
| project id, subscriptionId, name
| order by id asc`,
    Row,
  );
  return rows;
}
