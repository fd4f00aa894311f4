import type { Column } from '../../kql/column.ts';
import type { TableSource } from '../../kql/database.ts';
import type { Projection } from './table.ts';

/** A workspace's custom tables, made of the rows that were sent to them; a column's type is that of its first value. */
export function ingestedTables({ world, workspace }: Projection): TableSource[] {
  return [...world.arm.ingested]
    .filter(([key]) => key.startsWith(`${workspace.customerId}/`))
    .map(([key, kept]) => {
      const name = key.slice(workspace.customerId.length + 1);
      const types = new Map<string, Column['type']>([
        ['TimeGenerated', 'datetime'],
        ['Type', 'string'],
      ]);
      for (const { row } of kept)
        for (const [column, value] of Object.entries(row))
          if (!types.has(column) && value !== null) types.set(column, typeOf(value));
      const columns = [...types].map(([column, type]) => ({ name: column, type }));
      return {
        name,
        columns,
        rows: () =>
          kept.map(({ at, row }) => {
            const time = typeof row.TimeGenerated === 'string' ? new Date(row.TimeGenerated) : at;
            const whole: Record<string, unknown> = { ...row, TimeGenerated: time, Type: name };
            return columns.map((column) => whole[column.name] ?? null);
          }),
      };
    });
}

function typeOf(value: unknown): Column['type'] {
  if (typeof value === 'number') return 'real';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'dynamic';
}
