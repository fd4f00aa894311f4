import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { graphKql } from '../../azure/kql.ts';

const Row = z.object({ tier: z.string() });

/** Whether the Defender plan for containers is on in a subscription; undefined when no row tells. */
export async function containersPlanIsOn(azure: Azure, subscriptionId: string): Promise<boolean | undefined> {
  const { rows } = await azure.graph.query(
    graphKql`securityresources
| where type =~ 'microsoft.security/pricings' and name =~ 'Containers' and subscriptionId =~ ${subscriptionId}
| project tier = tostring(properties.pricingTier)`,
    Row,
  );
  return rows[0] && /^standard$/i.test(rows[0].tier);
}
