import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Column, type Database, executeKql, KqlError } from '../../../src/lab/kql/execute.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/azure');
const absent = !existsSync(join(folder, 'kql/INDEX.tsv'));

const schema = (tables: Record<string, Column[]>): Database => ({
  tables: new Map(Object.entries(tables).map(([name, columns]) => [name, { name, columns, rows: () => [] }])),
});

const graphColumns: Column[] = [
  ...['id', 'name', 'type', 'tenantId', 'kind', 'location', 'resourceGroup', 'subscriptionId', 'managedBy'].map(
    (name): Column => ({ name, type: 'string' }),
  ),
  ...['sku', 'plan', 'properties', 'tags', 'identity', 'zones', 'extendedLocation'].map(
    (name): Column => ({ name, type: 'dynamic' }),
  ),
];
const graphTables = [
  'resources',
  'resourcecontainers',
  'securityresources',
  'alertsmanagementresources',
  'policyresources',
];

/** Texts without placeholders, with the dialect that their first table belongs to. */
const published = absent
  ? []
  : readFileSync(join(folder, 'kql/INDEX.tsv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .filter(([file = '', , placeholders]) => !placeholders && existsSync(join(folder, file)))
      .map(([file = '', tables = '']) => ({
        text: readFileSync(join(folder, file), 'utf8'),
        graph: graphTables.includes(tables.split(',')[0]?.toLowerCase() ?? ''),
      }));

describe.skipIf(absent)(`published queries${absent ? ' (skipped: ../shared/azure is not here)' : ''}`, () => {
  it('run, or are refused with a reason', { timeout: 240_000 }, () => {
    const workspace = schema(
      JSON.parse(readFileSync(join(folder, 'schema/tables.json'), 'utf8')) as Record<string, Column[]>,
    );
    const graph = schema(Object.fromEntries(graphTables.map((name) => [name, graphColumns])));

    const refusals = published.flatMap(({ text, graph: isGraph }) => {
      try {
        const [database, dialect] = isGraph
          ? ([graph, 'resource-graph'] as const)
          : ([workspace, 'log-analytics'] as const);
        executeKql({ text, database, dialect, now: new Date() });
        return [];
      } catch (error) {
        if (!(error instanceof KqlError)) throw error;
        return [error.message];
      }
    });

    expect(refusals.every((reason) => reason.length > 0)).toBe(true);
    expect(1 - refusals.length / published.length).toBeGreaterThan(0.7);
  });
});
