import { expect, it } from 'vitest';
import { auditTables, kubeAuditQuery } from '../../src/evidence/writes/kube-audit-query.ts';
import { executeKql, toLogAnalyticsTable } from '../../src/lab/kql/execute.ts';
import type { Subject } from '../../src/model/subject.ts';

const now = new Date('2026-11-25T12:00:00Z');
const cluster = {
  id: '/Subscriptions/s/clusters/prod-weu',
  name: 'prod-weu',
  subscriptionId: 's',
  resourceGroup: 'r',
  location: 'l',
};
const subject: Subject = { cluster, kind: 'Deployment', namespace: 'shop', name: `it's "x"` };
const object = { resource: 'deployments', namespace: 'shop', name: subject.name };
const writes = [
  { verb: 'patch', who: 'ann@contoso.example', object, code: 200 },
  { verb: 'patch', who: 'controller', object: { ...object, subresource: 'status' }, code: 200 },
  { verb: 'update', who: 'bob@contoso.example', object: { ...object, subresource: 'scale' }, code: 403 },
  { verb: 'get', who: 'reader', object, code: 200 },
  { verb: 'delete', who: 'elsewhere', object: { ...object, namespace: 'other' }, code: 200 },
];
const column = (name: string, type: 'string' | 'datetime' | 'dynamic' = 'string') => ({ name, type });

/** As the diagnostic setting writes them: into columns of their own, or as one text. */
const rowsIn = {
  apart: {
    columns: [
      column('TimeGenerated', 'datetime'),
      column('_ResourceId'),
      column('Verb'),
      column('Stage'),
      column('UserAgent'),
      column('User', 'dynamic'),
      column('ObjectRef', 'dynamic'),
      column('ResponseStatus', 'dynamic'),
    ],
    row: ({ verb, who, object: ref, code }: (typeof writes)[number], n: number) => [
      ...[new Date(now.getTime() - n * 60_000), cluster.id.toLowerCase(), verb, 'ResponseComplete', 'kubectl'],
      ...[{ username: who }, ref, { code }],
    ],
  },
  together: {
    columns: [column('TimeGenerated', 'datetime'), column('_ResourceId'), column('Category'), column('log_s')],
    row: ({ verb, who, object: ref, code }: (typeof writes)[number], n: number) => [
      ...[new Date(now.getTime() - n * 60_000), cluster.id.toUpperCase(), 'kube-audit-admin'],
      JSON.stringify({
        verb,
        user: { username: who },
        objectRef: ref,
        responseStatus: { code },
        stage: 'ResponseComplete',
        userAgent: 'kubectl',
      }),
    ],
  },
};

it.each(auditTables)('finds who wrote an object in %s, without the reads, the status and other objects', (name) => {
  const { columns, row } = rowsIn[name === 'AzureDiagnostics' ? 'together' : 'apart'];
  const table = { name, columns, rows: () => writes.map(row) };
  const window = { from: new Date(now.getTime() - 3_600_000), to: new Date(now.getTime() + 1) };
  const { text } = kubeAuditQuery(name, subject, window);

  const result = executeKql({ text, database: { tables: new Map([[name, table]]) }, now, dialect: 'log-analytics' });
  const found = toLogAnalyticsTable(result).rows.map(([, ...row]) => row);

  expect(found).toEqual([
    ['patch', 'ann@contoso.example', '', 'kubectl', 200],
    ['update', 'bob@contoso.example', 'scale', 'kubectl', 403],
  ]);
});
