import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runPublished } from '../../../src/lab/kql/published.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/azure/kql');
const absent = !existsSync(join(folder, 'INDEX.tsv'));

/** A folder of queries with its index, beside a schema of one table. */
function given(queries: Record<string, { text: string; tables: string; placeholders?: string }>): string {
  const root = mkdtempSync(join(tmpdir(), 'published-'));
  mkdirSync(join(root, 'schema'));
  mkdirSync(join(root, 'kql'));
  const columns = [{ name: 'Pod', type: 'string' }];
  writeFileSync(join(root, 'schema/tables.json'), JSON.stringify({ Pods: columns, AzureDiagnostics: columns }));
  const lines = Object.entries(queries).map(([name, it]) => `kql/${name}.kql\t${it.tables}\t${it.placeholders ?? ''}`);
  writeFileSync(join(root, 'kql/INDEX.tsv'), ['file\ttables\thas_placeholders', ...lines].join('\n'));
  for (const [name, { text }] of Object.entries(queries)) writeFileSync(join(root, `kql/${name}.kql`), text);
  return join(root, 'kql');
}

describe('a folder of published queries', () => {
  it('is counted: what ran, and what was refused with which reason', () => {
    const score = runPublished(
      given({
        runs: { text: 'Pods | where Pod has "a" | summarize count() by TenantId', tables: 'Pods' },
        diagnostics: { text: 'AzureDiagnostics | where log_s has "a" and took_d > 1', tables: 'AzureDiagnostics' },
        graph: { text: 'Resources | project name, tags', tables: 'Resources' },
        refused: { text: 'Pods | reduce by Pod', tables: 'Pods' },
        left: { text: 'Pods | where Pod == "{name}"', tables: 'Pods', placeholders: 'yes' },
      }),
    );

    expect(score).toEqual({
      ran: 3,
      refused: 1,
      failed: 0,
      total: 4,
      share: 0.75,
      reasons: { 'the operator reduce is not supported here': 1 },
    });
  });
});

describe.skipIf(absent)(`published queries${absent ? ' (skipped: ../shared/azure is not here)' : ''}`, () => {
  it('run, or are refused with a reason', { timeout: 240_000 }, () => {
    const { failed, share, reasons } = runPublished(folder);

    expect(failed).toBe(0);
    expect(Object.keys(reasons).every((it) => it.length > 0)).toBe(true);
    expect(share).toBeGreaterThan(0.8);
  });
});
