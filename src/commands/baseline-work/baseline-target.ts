import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { graphKql } from '../../azure/kql.ts';
import type { BaselineTarget } from '../../model/baseline-report.ts';
import type { ClusterRef } from '../../model/subject.ts';
import { baselineTypes } from '../../monitoring/baseline/baseline-for.ts';

const Row = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  subscriptionId: z.string(),
  resourceGroup: z.string(),
  location: z.string(),
});

/** A cluster as what a baseline is for. */
export function clusterTarget({ id, name, subscriptionId, resourceGroup, location }: ClusterRef): BaselineTarget {
  const type = 'microsoft.containerservice/managedclusters';
  return { id, name, type, kind: baselineTypes[type] ?? type, subscriptionId, resourceGroup, location };
}

/** Resources of this name, or by this ARM id, that have a baseline and are no clusters. Throws UpstreamError. */
export async function otherTargets({ graph }: Pick<Azure, 'graph'>, nameOrId: string): Promise<BaselineTarget[]> {
  const query = graphKql`resources
    | where type in~ ('microsoft.containerregistry/registries', 'microsoft.app/containerapps', 'microsoft.containerinstance/containergroups', 'microsoft.batch/batchaccounts')
    | where name =~ ${nameOrId} or id =~ ${nameOrId}
    | project id, name, type, subscriptionId, resourceGroup, location
    | order by id asc`;
  const { rows } = await graph.query(query, Row);
  return rows.map((it) => ({
    ...it,
    type: it.type.toLowerCase(),
    kind: baselineTypes[it.type.toLowerCase()] ?? it.type,
  }));
}
