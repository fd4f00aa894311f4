import type { Column, Database, KqlRequest } from '../../../src/lab/kql/execute.ts';
import { executeKql, toResourceGraphObjects } from '../../../src/lab/kql/execute.ts';

/** A database of literal rows: `name -> [columns as "name:type", ...rows]`. */
export function database(tables: Record<string, [columns: string, ...rows: unknown[][]]>): Database {
  return {
    tables: new Map(
      Object.entries(tables).map(([name, [columns, ...rows]]) => [
        name,
        {
          name,
          columns: columns.split(' ').map((it): Column => {
            const [column = '', type = ''] = it.split(':');
            return { name: column, type: type as Column['type'] };
          }),
          rows: () => rows,
        },
      ]),
    ),
  };
}

/** Rows of a query as plain objects, at noon of a fixed day. */
export function run(
  text: string,
  over: Database = database({}),
  more: Partial<KqlRequest> = {},
): Record<string, unknown>[] {
  const now = new Date('2026-03-01T12:00:00Z');
  return toResourceGraphObjects(executeKql({ text, database: over, now, dialect: 'log-analytics', ...more }));
}
