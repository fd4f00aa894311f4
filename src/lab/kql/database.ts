import type { Column } from './column.ts';

/** A cell as a table gives it: for dynamic columns any JSON, for datetimes a Date (or bigint ticks). */
export type Cell = unknown;

/** Whether a row with this text in this column may still be wanted; the answer for a column without conditions is yes. */
export type Keeps = (column: string, value: string) => boolean;

/** A table that can be read; `range` and `keeps` say which rows are wanted, giving more is allowed. */
export interface TableSource {
  name: string;
  columns: Column[];
  rows(range: { from: Date; to: Date } | undefined, keeps?: Keeps): Iterable<Cell[]>;
}

/** The tables that a query may name. */
export interface Database {
  tables: ReadonlyMap<string, TableSource>;
}
