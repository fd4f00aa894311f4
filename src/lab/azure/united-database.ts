import type { Cell, Database, TableSource } from '../kql/database.ts';

/** Several workspaces as one, as an implicit cross-workspace query sees them: each table has the rows of all that have it. */
export function unitedDatabase(databases: readonly Database[]): Database {
  const [only, another] = databases;
  if (only && !another) return only;
  const named = Map.groupBy(
    databases.flatMap(({ tables }) => [...tables.values()]),
    ({ name }) => name,
  );
  return { tables: new Map([...named].map(([name, sources]) => [name, united(name, sources)])) };
}

/** Custom tables of one name need not have the same columns. */
function united(name: string, sources: readonly TableSource[]): TableSource {
  const columns = [...new Map(sources.flatMap((it) => it.columns).map((it) => [it.name, it])).values()];
  return {
    name,
    columns,
    *rows(range, keeps) {
      for (const source of sources) {
        const places = columns.map((column) => source.columns.findIndex(({ name: own }) => own === column.name));
        const same = places.every((place, n) => place === n);
        for (const row of source.rows(range, keeps)) yield same ? row : places.map((it): Cell => row[it] ?? null);
      }
    },
  };
}
