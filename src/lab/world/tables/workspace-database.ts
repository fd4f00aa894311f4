import type { Database } from '../../kql/database.ts';
import type { Cluster, Workspace } from '../estate.ts';
import type { World } from '../world.ts';
import { aksAuditAdmin } from './aks-audit-admin.ts';
import { azureActivity } from './azure-activity.ts';
import { containerInventory } from './container-inventory.ts';
import { containerLogV2 } from './container-log-v2.ts';
import { ingestedTables } from './ingested-tables.ts';
import { insightsMetrics } from './insights-metrics.ts';
import { kubeEvents } from './kube-events.ts';
import { kubeNodeInventory } from './kube-node-inventory.ts';
import { kubePodInventory } from './kube-pod-inventory.ts';
import { perf } from './perf.ts';
import { registryEvents } from './registry-events.ts';
import { aksAudit, azureDiagnostics } from './unfilled-audit.ts';

const tables = [
  kubePodInventory,
  kubeEvents,
  kubeNodeInventory,
  perf,
  insightsMetrics,
  containerLogV2,
  azureActivity,
  aksAuditAdmin,
  aksAudit,
  azureDiagnostics,
  containerInventory,
  registryEvents,
];

/** The tables of a workspace as they can be read at a moment; of one cluster only when the query is about a resource. */
export function workspaceDatabase(world: World, workspace: Workspace, now: Date, only?: Cluster): Database {
  const clusters = only ? [only] : world.clusters.filter((it) => it.workspace === workspace);
  const projection = { world, workspace, clusters, now };
  const sources = [...tables.map((table) => table(projection)), ...ingestedTables(projection)];
  return { tables: new Map(sources.map((it) => [it.name, it])) };
}
