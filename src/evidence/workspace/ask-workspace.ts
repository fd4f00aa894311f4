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
  /** When a row was true: the fact is as old as its newest row. Without it the window's end counts. */
  at?(row: Row): Date;
}

/** Asks, and makes the rows one fact; throws NoWorkspace or UpstreamError. A partial answer carries its gap. */
export async function askWorkspace<Row, T>(
  azure: Azure,
  cluster: ClusterRef,
  { table, query, row, window, at }: Question<Row>,
  fact: (rows: Row[]) => T,
): Promise<Evidence<T>> {
  const workspace = workspaceOf(cluster);
  const { rows, partial } = await azure.logs.query(workspace.customerId, query, row, window);
  const gap = partial === undefined ? notCollected(table, cluster, rows) : partialGap(table, partial);
  return {
    value: fact(rows),
    source: { service: 'Log Analytics', detail: table, query: query.text, workspace: workspace.resourceId },
    at: at && rows.length > 0 ? new Date(Math.max(...rows.map((it) => at(it).getTime()))) : window.to,
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

/** A table that the cluster's preset leaves out is empty without an error; only events may really be none. */
function notCollected(table: string, cluster: ClusterRef, rows: unknown[]): Gap | undefined {
  if (table === 'KubeEvents' || rows.length > 0) return undefined;
  const why = `${table} has no rows for this on ${cluster.name}.`;
  if (table === 'KubePodInventory') {
    const next = 'Check that the Container Insights agent (ama-logs) runs, and that the namespace is not excluded.';
    return { what: 'restart history', service: 'Log Analytics', why, next };
  }
  return {
    what: 'memory use over time',
    service: 'Log Analytics',
    why: `${why} The preset "Logs and Events" of Container Insights does not collect it.`,
    next: 'Choose the preset "Standard" in the monitoring settings of the cluster.',
  };
}
