import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { type Kql, kql } from '../../azure/kql.ts';
import { UpstreamError } from '../../errors.ts';
import { readGap } from '../../evidence/asking/read-gap.ts';
import { redactFact } from '../../evidence/redact/redact-fact.ts';
import { bin } from '../../evidence/workspace/bin.ts';
import { workspaceOf } from '../../evidence/workspace/workspace-of.ts';
import type { Evidence, Window } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { QueryAnswer, QueryTable } from '../../model/query-answer.ts';
import type { ClusterRef } from '../../model/subject.ts';
import { isCollected } from '../saved-queries/is-collected.ts';
import type { SavedQuery } from '../saved-queries/saved-query.ts';
import { seriesOf, tableOf } from '../saved-queries/table-of.ts';

const Row = z.record(z.string(), z.unknown());

/** So many rows are read of a table, and of lines over time. */
const mostRows = 200;
const mostPoints = 10_000;

/** Where and when a saved query is asked. */
export interface AskedPlace {
  cluster: ClusterRef;
  namespace?: string | undefined;
  window: Window;
}

/** Runs a saved query in the cluster's workspace; what could not be read is a gap of the answer. */
export async function savedQuery(
  azure: Azure,
  query: SavedQuery,
  { cluster, namespace, window }: AskedPlace,
): Promise<QueryAnswer> {
  const answer = {
    ...{ name: query.name, title: query.title, summary: query.summary, cluster, window },
    ...(namespace !== undefined && { namespace }),
  };
  try {
    const asked = query.kql({ cluster, namespace, window, step: bin(window) });
    const table = await read(azure, query, asked, { cluster, window });
    const series = seriesOf(table.value, query);
    const gaps = [table.gap, await missingTable(azure, query, table.value, { cluster, window })];
    return { ...answer, table, ...(series && { series }), gaps: gaps.filter((it) => it !== undefined) };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { ...answer, gaps: [readGap(error, `rows of "${query.name}"`)] };
  }
}

async function read(
  azure: Azure,
  { table, chart }: SavedQuery,
  query: Kql,
  { cluster, window }: AskedPlace,
): Promise<Evidence<QueryTable>> {
  const workspace = workspaceOf(cluster);
  const most = chart ? mostPoints : mostRows;
  const cut = kql`${query}
| take ${most + 1}`;
  const { rows, partial } = await azure.logs.query(workspace.customerId, cut, Row, window);
  return {
    value: redactFact(tableOf(redactFact(rows), most)),
    source: { service: 'Log Analytics', detail: table, query: query.text.trim(), workspace: workspace.resourceId },
    at: window.to,
    ...(partial !== undefined && {
      gap: {
        what: `part of the rows of ${table}`,
        service: 'Log Analytics' as const,
        why: `Log Analytics answered in part: ${partial}`,
        next: 'Ask about one namespace or a shorter time.',
      },
    }),
  };
}

/** No rows is no news only where the table is filled. */
async function missingTable(
  azure: Azure,
  { table, name }: SavedQuery,
  { rows }: QueryTable,
  { cluster, window }: AskedPlace,
): Promise<Gap | undefined> {
  if (rows.length > 0 || (await isCollected(azure, cluster, table, window))) return undefined;
  const isAudit = table.startsWith('AKS');
  return {
    what: `rows of "${name}"`,
    service: 'Log Analytics',
    why: `${table} has no rows of ${cluster.name} in this time${isAudit ? ': no diagnostic setting fills it' : '; the preset "Logs and Events" does not collect every table'}.`,
    next: isAudit
      ? `Add a diagnostic setting of the cluster with the category ${table === 'AKSAudit' ? 'kube-audit' : 'kube-audit-admin'}, to tables of their own.`
      : 'Choose the preset "Standard" in the monitoring settings of the cluster.',
  };
}
