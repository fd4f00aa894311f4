import type { ScalarType } from './column.ts';
import type { Keeps, TableSource } from './database.ts';
import { parseDatetime, ticksOf } from './datetime.ts';
import { decimalOf, parseDecimal } from './decimal.ts';
import type { Query } from './frame.ts';
import { fromPlain } from './json.ts';
import type { Relation } from './relation.ts';
import { parseTimespan } from './timespan.ts';
import { long, type Row, type Value } from './value.ts';

/** The column that the request's timespan is about. */
export const TIME = 'TimeGenerated';

const readers: Partial<Record<ScalarType, (cell: unknown) => Value>> = {
  string: (cell) => (cell === null || cell === undefined ? '' : String(cell)),
  guid: (cell) => (cell === null || cell === undefined ? null : String(cell).toLowerCase()),
  long: (cell) => (typeof cell === 'bigint' ? long(cell) : number(cell)),
  int: number,
  real: number,
  decimal: (cell) =>
    typeof cell === 'number' ? decimalOf(cell) : typeof cell === 'string' ? (parseDecimal(cell) ?? null) : null,
  bool: (cell) => (typeof cell === 'boolean' ? cell : null),
  datetime,
  timespan: (cell) =>
    typeof cell === 'bigint' ? cell : typeof cell === 'string' ? (parseTimespan(cell) ?? null) : null,
  dynamic: fromPlain,
};

function number(cell: unknown): Value {
  return typeof cell === 'number' ? cell : null;
}

function datetime(cell: unknown): Value {
  if (cell instanceof Date) return ticksOf(cell);
  if (typeof cell === 'bigint') return cell;
  return typeof cell === 'string' ? (parseDatetime(cell) ?? null) : null;
}

/** A column that nobody asks for costs nothing. */
const unread = () => null;

/** Reads a table; in Log Analytics the request's timespan limits the rows by TimeGenerated. */
export function scan(table: TableSource, query: Query, keeps?: Keeps): Relation {
  const range = query.dialect === 'log-analytics' ? query.timespan : undefined;
  const read = table.columns.map(({ name, type }) =>
    query.needed && !query.needed.has(name) ? unread : (readers[type] ?? fromPlain),
  );
  const time = range ? table.columns.findIndex((it) => it.name === TIME) : -1;
  const from = range ? ticksOf(range.from) : 0n;
  const to = range ? ticksOf(range.to) : 0n;
  const rows: Row[] = [];
  for (const cells of table.rows(range, keeps)) {
    const row: Value[] = [];
    for (let index = 0; index < read.length; index++) row.push(read[index]?.(cells[index]) ?? null);
    const at = row[time];
    if (time >= 0 && (typeof at !== 'bigint' || at < from || at > to)) continue;
    rows.push(row);
  }
  return { columns: table.columns, rows };
}
