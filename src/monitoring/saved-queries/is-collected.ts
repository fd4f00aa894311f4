import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { type Kql, kql } from '../../azure/kql.ts';
import type { Window } from '../../model/evidence.ts';
import type { ClusterRef } from '../../model/subject.ts';
import { within } from './within.ts';

/** Tables that a cluster may send nothing to, although it is well. */
const tables: Record<string, Kql> = {
  AKSAudit: kql`AKSAudit`,
  AKSAuditAdmin: kql`AKSAuditAdmin`,
  ContainerInventory: kql`ContainerInventory`,
  ContainerLogV2: kql`ContainerLogV2`,
  InsightsMetrics: kql`InsightsMetrics`,
  KubeNodeInventory: kql`KubeNodeInventory`,
  KubePodInventory: kql`KubePodInventory`,
  Perf: kql`Perf`,
};

const Row = z.object({ Type: z.string() });

/**
 * Whether the cluster sends anything to the table: a query that gives no rows means nothing where it does not. True for
 * tables that have rows only when something happened. Throws UpstreamError.
 */
export async function isCollected(azure: Azure, cluster: ClusterRef, name: string, window: Window): Promise<boolean> {
  const table = tables[name];
  if (!table || !cluster.workspace) return true;
  const asked = { cluster, window, step: { milliseconds: 0 } };
  const query = kql`
${table}${within(asked)}
| project Type
| take 1`;
  return (await azure.logs.query(cluster.workspace.customerId, query, Row, window)).rows.length > 0;
}
