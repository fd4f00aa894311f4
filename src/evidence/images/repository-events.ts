import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { kql } from '../../azure/kql.ts';
import { UpstreamError } from '../../errors.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { ImageOrigin } from '../../model/image-origin.ts';
import type { ClusterRef } from '../../model/subject.ts';

const Row = z.object({
  OperationName: z.string(),
  Times: z.number(),
  First: z.date(),
  Last: z.date(),
  By: z.string(),
});

const days = 30;

/**
 * Who pushed, imported and pulled an image, as its registry's diagnostic setting wrote it: ContainerRegistryRepositoryEvents
 * in one of the workspaces that we know. Undefined where none has the table or a row of it. Throws UpstreamError.
 */
export async function repositoryEvents(
  azure: Azure,
  clusters: readonly ClusterRef[],
  { loginServer, digest, now }: { loginServer: string; digest: string; now: Date },
): Promise<Evidence<ImageOrigin> | undefined> {
  const workspaces = new Map(
    clusters.flatMap(({ workspace }) => (workspace ? [[workspace.customerId, workspace.resourceId] as const] : [])),
  );
  const window = { from: new Date(now.getTime() - days * 86_400_000), to: now };
  const query = kql`
ContainerRegistryRepositoryEvents
| where TimeGenerated >= ${window.from} and TimeGenerated < ${window.to}
| where LoginServer =~ ${loginServer} and Digest =~ ${digest}
| where toint(ResultType) between (200 .. 299) or isempty(ResultType)
| summarize Times = count(), First = min(TimeGenerated), Last = max(TimeGenerated), By = take_any(Identity) by OperationName`;
  let last: UpstreamError | undefined;
  for (const [customerId, resourceId] of workspaces) {
    try {
      const { rows } = await azure.logs.query(customerId, query, Row, window);
      if (rows.length === 0) continue;
      const detail = 'ContainerRegistryRepositoryEvents';
      return {
        value: originOf(rows),
        source: { service: 'Log Analytics', detail, query: query.text, workspace: resourceId },
        at: now,
      };
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      // A workspace that no registry writes to has no such table.
      if (error.reason !== 'refused') last = error;
    }
  }
  if (last) throw last;
  return undefined;
}

function originOf(rows: readonly z.infer<typeof Row>[]): ImageOrigin {
  const of = (name: RegExp) => rows.find(({ OperationName }) => name.test(OperationName));
  const [push, imported, pull] = [of(/^push$/i), of(/^import/i), of(/^pull$/i)];
  const by = (row: z.infer<typeof Row>) => (row.By === '' ? {} : { by: row.By });
  return {
    ...(push && { pushed: { at: push.First, ...by(push) } }),
    ...(imported && { imported: { at: imported.First, ...by(imported) } }),
    ...(pull && { pulled: { at: pull.Last, times: pull.Times } }),
    days,
  };
}
