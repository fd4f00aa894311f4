import type { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import type { Kql } from '../../azure/kql.ts';
import type { Evidence, Window } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { ClusterRef } from '../../model/subject.ts';
import { workspaceOf } from './workspace-of.ts';

/** A question to a cluster's workspace. */
export interface Question<Row> {
  /** The main table, for the origin and the gaps. */
  table: 'KubePodInventory' | 'KubeEvents' | 'Perf' | 'KubeNodeInventory';
  query: Kql;
  row: z.ZodType<Row>;
  window: Window;
}

/** Asks, and makes the rows one fact; throws NoWorkspace or UpstreamError. A partial answer carries its gap. */
export async function askWorkspace<Row, T>(
  azure: Azure,
  cluster: ClusterRef,
  { table, query, row, window }: Question<Row>,
  fact: (rows: Row[]) => T,
): Promise<Evidence<T>> {
  const workspace = workspaceOf(cluster);
  const { rows, partial } = await azure.logs.query(workspace.customerId, query, row, window);
  const gap = partial === undefined ? notCollected(table, cluster, rows) : partialGap(table, partial);
  return {
    value: fact(rows),
    source: { service: 'Log Analytics', detail: table, query: query.text, workspace: workspace.resourceId },
    at: window.to,
    ...(gap ? { gap } : {}),
  };
}

function partialGap(table: string, partial: string): Gap {
  return {
    what: `part of the rows of ${table}`,
    service: 'Log Analytics',
    why: `Log Analytics answered in part: ${partial}`,
    next: 'Ask about one workload or a shorter time.',
  };
}

/** An empty Perf means that the preset leaves it out: the workspace does not say so itself. */
function notCollected(table: string, cluster: ClusterRef, rows: unknown[]): Gap | undefined {
  if (table !== 'Perf' || rows.length > 0) return undefined;
  return {
    what: 'memory use over time (table Perf)',
    service: 'Log Analytics',
    why: `Perf has no rows for this on ${cluster.name}; the preset "Logs and Events" of Container Insights does not collect it.`,
    next: 'Choose the preset "Standard" in the monitoring settings of the cluster.',
  };
}
