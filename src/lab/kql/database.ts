import type { Column } from './column.ts';

/** A cell as a table gives it: for dynamic columns any JSON, for datetimes a Date (or bigint ticks). */
export type Cell = unknown;

/** A table that can be read; `range` says which rows of TimeGenerated are wanted, giving more is allowed. */
export interface TableSource {
  name: string;
  columns: Column[];
  rows(range: { from: Date; to: Date } | undefined): Iterable<Cell[]>;
}

/** The tables that a query may name. */
export interface Database {
  tables: ReadonlyMap<string, TableSource>;
}
