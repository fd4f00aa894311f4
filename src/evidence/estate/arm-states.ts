import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { graphKql } from '../../azure/kql.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import { cutOff } from './cut-off.ts';

/** What ARM says of a cluster, as Resource Graph keeps it. */
export interface ArmState {
  /** The subscription's name; its id where the name cannot be read. */
  subscription: string;
  current: string;
  provisioningState: string;
  powerState: string;
  privateCluster: boolean;
}

const query = graphKql`resources
| where type =~ 'microsoft.containerservice/managedclusters'
| join kind=leftouter (resourcecontainers
    | where type =~ 'microsoft.resources/subscriptions'
    | project subscriptionId, subscriptionName = name) on subscriptionId
| project id, subscriptionId, subscriptionName, current = tostring(properties.currentKubernetesVersion), wanted = tostring(properties.kubernetesVersion),
    provisioningState = tostring(properties.provisioningState), powerState = tostring(properties.powerState.code),
    privateCluster = tostring(properties.apiServerAccessProfile.enablePrivateCluster)
| order by id asc`;

const Row = z.object({
  id: z.string(),
  subscriptionId: z.string(),
  subscriptionName: z.string().nullish(),
  current: z.string().nullish(),
  wanted: z.string().nullish(),
  provisioningState: z.string().nullish(),
  powerState: z.string().nullish(),
  privateCluster: z.string().nullish(),
});

/** Version, provisioning and power of every cluster, by its ARM id in small letters (Resource Graph). Throws UpstreamError. */
export async function armStates(azure: Azure, now: Date): Promise<Evidence<Map<string, ArmState>>> {
  const { rows, truncated } = await azure.graph.query(query, Row);
  const gap: Gap | undefined = truncated ? cutOff('state of some clusters') : undefined;
  return {
    value: new Map(
      rows.map((row) => [
        row.id.toLowerCase(),
        {
          subscription: row.subscriptionName || row.subscriptionId,
          current: row.current || row.wanted || '',
          provisioningState: row.provisioningState ?? '',
          powerState: row.powerState ?? '',
          privateCluster: row.privateCluster?.toLowerCase() === 'true',
        },
      ]),
    ),
    source: { service: 'Resource Graph', detail: 'managed clusters', query: query.text },
    at: now,
    ...(gap && { gap }),
  };
}
