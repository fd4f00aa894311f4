import type { QueryCell } from '../model/query-answer.ts';
import { plain } from './plain.ts';
import { clockTime } from './when.ts';

// Made once: a formatter costs fifty times what it formats.
const numbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** A cell of a query's answer as a person reads it: times in UTC, numbers with thousands apart, "–" for nothing. */
export function queryCell(cell: QueryCell, now: Date, most = 120): string {
  if (cell === undefined || cell === '') return '–';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '–' : clockTime(cell, now);
  if (typeof cell === 'number') return Number.isFinite(cell) ? numbers.format(cell) : '–';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return plain(cell, most);
}

/** The heading of a column: "LimitMiB" is "Limit MiB". */
export function queryColumn(name: string): string {
  return plain(name.replaceAll('_', ' ').replace(/([a-z])(?=[A-Z][a-z])/g, '$1 '), 40);
}
