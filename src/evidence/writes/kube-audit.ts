import { z } from 'zod';
import { UpstreamError } from '../../errors.ts';
import type { Evidence } from '../../model/evidence.ts';
import { defineCollector } from '../collector.ts';
import { workspaceOf } from '../workspace/workspace-of.ts';
import { auditTables, kubeAuditQuery } from './kube-audit-query.ts';

const Row = z.object({
  At: z.date(),
  Verb: z.string(),
  Who: z.string(),
  Subresource: z.string(),
  UserAgent: z.string(),
  Code: z.number().nullable(),
});

/** A write of an object as the API server's audit log has it. */
export type KubeWrite = z.infer<typeof Row>;

const what = 'writes in the AKS audit log';

/** Who wrote an object (Log Analytics: AKSAuditAdmin, AKSAudit or AzureDiagnostics, whichever has rows of it). */
export const kubeAudit = defineCollector<'kubeAudit', KubeWrite[]>({
  name: 'kubeAudit',
  what,
  async collect(azure, subject, window) {
    const workspace = workspaceOf(subject.cluster);
    let failure: UpstreamError | undefined;
    let empty: Evidence<KubeWrite[]> | undefined;
    for (const table of auditTables) {
      const query = kubeAuditQuery(table, subject, window);
      const source = {
        service: 'Log Analytics',
        detail: table,
        query: query.text,
        workspace: workspace.resourceId,
      } as const;
      try {
        const { rows } = await azure.logs.query(workspace.customerId, query, Row, window);
        const [newest] = rows;
        if (newest) return { value: rows, source, at: newest.At };
        empty ??= { value: [], source, at: window.to };
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        failure ??= error;
      }
    }
    if (!empty) throw failure ?? new TypeError('there is no table to ask');
    // An empty table answers as one that nobody fills.
    const why = `No write of ${subject.name} stands in ${auditTables.join(', ')}: nobody wrote it in this time, or the audit log is not collected.`;
    const next = 'Check that a diagnostic setting of the cluster sends kube-audit-admin to its workspace.';
    return { ...empty, gap: { what, service: 'Log Analytics', why, next } };
  },
});
