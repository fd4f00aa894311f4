import type { LogAnalyticsTable } from '../kql/wire.ts';

const MOST_ROWS = 500_000;
const MOST_BYTES = 64_000_000;

/** The rows that Log Analytics returns of a table, and the limit that cut the rest off, when one did. */
export function withinLimits(
  table: LogAnalyticsTable,
  most = { rows: MOST_ROWS, bytes: MOST_BYTES },
): { table: LogAnalyticsTable; exceeded?: string } {
  let bytes = 0;
  for (const [index, row] of table.rows.entries()) {
    bytes += sizeOf(row);
    if (index >= most.rows || bytes > most.bytes)
      return {
        table: { ...table, rows: table.rows.slice(0, index) },
        exceeded: index >= most.rows ? `${most.rows} records` : `${most.bytes} bytes`,
      };
  }
  return { table };
}

/** Bytes of a row's values: of text its UTF-8, of anything else a machine word. */
function sizeOf(row: readonly unknown[]): number {
  let bytes = 0;
  for (const cell of row) bytes += typeof cell === 'string' ? Buffer.byteLength(cell) : 8;
  return bytes;
}
