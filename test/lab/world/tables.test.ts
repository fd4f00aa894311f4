import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workspaceDatabase } from '../../../src/lab/world/tables/workspace-database.ts';
import { createWorld } from '../../../src/lab/world/world.ts';

const published = resolve(import.meta.dirname, '../../../../shared/azure/schema/tables.json');
const world = createWorld({ now: new Date('2026-11-25T12:00:30Z') });
const [workspace] = world.workspaces;
const tables = workspace ? [...workspaceDatabase(world, workspace, world.bornAt).tables.values()] : [];

/** AzureDiagnostics has the columns of every service that fills it, named by their types; published are those of all. */
function isOfService(table: string, column: string): boolean {
  return table === 'AzureDiagnostics' && /_(?:s|d|b|t|g)$/.test(column);
}

describe('the tables of a workspace', () => {
  it.skipIf(!existsSync(published)).each(tables)(
    '$name has the columns that are published, with their types',
    ({ name, columns }) => {
      const schema = JSON.parse(readFileSync(published, 'utf8'))[name] as { name: string; type: string }[];
      const known = new Map(schema.map((it) => [it.name, it.type]));

      // Published lists leave TenantId out, which every table has.
      expect(
        columns.filter((it) => it.name !== 'TenantId' && !isOfService(name, it.name) && known.get(it.name) !== it.type),
      ).toEqual([]);
      if (name === 'AzureDiagnostics') return;
      expect(schema.filter((it) => !columns.some((own) => own.name === it.name)).map((it) => it.name)).toEqual([]);
    },
  );

  it.each(tables)('$name gives a row as many cells as it has columns', ({ rows, columns }) => {
    const range = { from: new Date('2026-11-25T11:30:00Z'), to: new Date('2026-11-25T12:00:00Z') };

    // Some are there and nobody fills them.
    expect([...new Set([...rows(range)].map((row) => row.length))].filter((it) => it !== columns.length)).toEqual([]);
  });
});
