import type {
  DetectorInsight,
  DetectorReport,
  DetectorStatus,
  DetectorTable,
  DetectorText,
} from '../model/detector.ts';
import { said } from './said.ts';

/** One line of what a check wrote, as the template shows it. */
export interface DetectorLine {
  text: string;
  weight: 'Bolder' | 'Default';
  isSubtle: boolean;
  font: 'Default' | 'Monospace';
  spacing: 'Small' | 'None';
}

const words: Record<DetectorStatus, string> = {
  critical: 'Critical',
  warning: 'Warning',
  unknown: 'Unclear',
  info: 'Info',
  success: 'Passed',
  none: 'No result',
};

/** How a check ended, in one word. */
export function detectorStatusWord(status: DetectorStatus): string {
  return words[status];
}

/** All that a check said beside the messages: details, tables line by line, what to do about it. */
export function insightLines({ details, solutions }: DetectorInsight): DetectorLine[] {
  const lines = details.flatMap(({ name, parts }) => [
    ...(name === '' ? [] : [line(name, { weight: 'Bolder', spacing: 'Small' })]),
    ...parts.flatMap((part) => partLines(part)),
  ]);
  const helps = solutions.flatMap((part) => partLines(part));
  return helps.length === 0 ? lines : [...lines, line('What helps', { weight: 'Bolder', spacing: 'Small' }), ...helps];
}

/** The tables of a check beside its insights; the portal's own settings are not told. */
export function tableLines({ tables }: DetectorReport): DetectorLine[] {
  return tables
    .filter(({ kind }) => kind !== 'portal')
    .flatMap((table) => [
      ...(table.title === '' ? [] : [line(table.title, { weight: 'Bolder', spacing: 'Small' })]),
      ...table.description.flatMap((part) => partLines(part)),
      ...(table.kind === 'series' ? seriesLines(table) : rowLines(table)),
    ]);
}

/** The first thing that a check says beside its message, short: for a list of checks. */
export function firstLine(insight: DetectorInsight | undefined): { text: string }[] {
  const parts = (insight?.details ?? []).flatMap((it) => it.parts);
  const [first] = parts;
  if (!first) return [];
  return [{ text: said(first.kind === 'table' ? firstRow(first) : first.text, 200) }];
}

/** "Pod web-1, Kills 7; and 2 more": a row tells little without the names of its columns. */
function firstRow({ columns, rows }: { columns: string[]; rows: string[][] }): string {
  const [row = []] = rows;
  const cells = row.flatMap((cell, n) => (cell === '' ? [] : [columns[n] ? `${columns[n]} ${cell}` : cell]));
  return `${cells.slice(0, 4).join(', ')}${rows.length > 1 ? `; and ${rows.length - 1} more` : ''}`;
}

function partLines(part: DetectorText): DetectorLine[] {
  if (part.kind === 'table') return rowLines(part);
  if (part.kind === 'code') return part.text.split('\n').map((it) => line(it, { font: 'Monospace' }));
  if (part.kind === 'heading') return [line(part.text, { weight: 'Bolder' })];
  return [line(part.kind === 'item' ? `• ${part.text}` : part.text, {})];
}

/** A table is told line by line: a phone has no room for columns. */
function rowLines({ columns, rows }: { columns: string[]; rows: string[][] }): DetectorLine[] {
  const head = columns.length > 0 && rows.length > 0 ? [line(columns.join(' · '), { isSubtle: true })] : [];
  return [...head, ...rows.map((row) => line(row.map((cell) => cell || '–').join(' · '), {}))];
}

/** A series in words: for each of its columns of numbers how many, the least, the most, and the last. */
function seriesLines({ columns, rows }: DetectorTable): DetectorLine[] {
  return columns.slice(1).flatMap((column, n) => {
    const values = rows.map((row) => Number(row[n + 1] || Number.NaN)).filter((it) => Number.isFinite(it));
    if (values.length === 0) return [];
    const last = values.at(-1);
    return [
      line(
        `${column}: ${values.length} values, ${Math.min(...values)} to ${Math.max(...values)}, the last ${last}`,
        {},
      ),
    ];
  });
}

function line(text: string, o: Partial<DetectorLine>): DetectorLine {
  return { text: said(text, 800), weight: 'Default', isSubtle: false, font: 'Default', spacing: 'None', ...o };
}
