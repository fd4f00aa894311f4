import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { clustersOf } from '../../azure/estate.ts';
import { graphKql } from '../../azure/kql.ts';
import { UserError } from '../../errors.ts';
import { metricsAccount } from '../../evidence/metrics/metrics-account.ts';
import type { ChangePlace } from '../../model/remediation.ts';
import { placeIn } from '../kubernetes/cluster-by-id.ts';

const Row = z.object({ id: z.string(), name: z.string(), location: z.string() });

/** What alerts are made for, in Azure and for the policy; its account is that of its metrics, where it has one. */
export interface AlertTarget {
  id: string;
  name: string;
  location: string;
  place: ChangePlace;
  account?: { id: string; location: string };
}

/** The resource by its ARM id, among those that the identity can read; the place of what is no cluster is everywhere. */
export async function alertTarget(azure: Azure, id: string): Promise<AlertTarget> {
  const cluster = (await clustersOf(azure)).find((it) => it.id.toLowerCase() === id.toLowerCase());
  if (cluster) {
    const account = await metricsAccount(azure, cluster.id);
    const { name, location } = cluster;
    return { id: cluster.id, name, location, place: placeIn(cluster), ...(account && { account }) };
  }
  const query = graphKql`resources
    | where type in~ ('microsoft.containerregistry/registries', 'microsoft.app/containerapps', 'microsoft.containerinstance/containergroups', 'microsoft.batch/batchaccounts')
    | where id =~ ${id}
    | project id, name, location`;
  const [row] = (await azure.graph.query(query, Row)).rows;
  if (!row) throw new UserError('There is no such resource that the bot can see.');
  return { ...row, place: {} };
}
