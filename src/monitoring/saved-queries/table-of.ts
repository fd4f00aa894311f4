import type { Series } from '../../model/finding.ts';
import type { QueryCell, QueryTable } from '../../model/query-answer.ts';
import type { SavedQuery } from './saved-query.ts';

/** Rows as they came, as a table of at most so many rows; the order of the columns is the query's. */
export function tableOf(rows: readonly Record<string, unknown>[], most: number): QueryTable {
  const columns = Object.keys(rows[0] ?? {});
  return {
    columns,
    rows: rows.slice(0, most).map((row) => columns.map((name) => cellOf(row[name]))),
    isCut: rows.length > most,
  };
}

/** The lines of a query over time, the highest first; rows without a time or a value draw nothing. */
export function seriesOf({ columns, rows }: QueryTable, { title, chart }: SavedQuery): Series | undefined {
  if (!chart) return undefined;
  const [at, name, value] = ['At', chart.line, chart.value].map((it) => columns.indexOf(it));
  const lines = new Map<string, { at: Date; value: number }[]>();
  for (const row of rows) {
    const [time, number] = [row[at ?? -1], row[value ?? -1]];
    if (!(time instanceof Date) || typeof number !== 'number' || !Number.isFinite(number)) continue;
    const legend = String(row[name ?? -1] ?? '') || title;
    const points = lines.get(legend) ?? [];
    points.push({ at: time, value: number });
    lines.set(legend, points);
  }
  const sorted = [...lines].map(([legend, points]) => ({ legend, points })).sort((a, b) => peak(b) - peak(a));
  return { title, unit: chart.unit, lines: sorted };
}

function peak({ points }: { points: readonly { value: number }[] }): number {
  return points.reduce((most, { value }) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}

function cellOf(value: unknown): QueryCell {
  if (value === null || value === undefined) return undefined;
  if (value instanceof Date || typeof value === 'number' || typeof value === 'boolean') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
