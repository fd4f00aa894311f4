import type { QueryCell, QueryTable } from '../model/query-answer.ts';
import { queryCell, queryColumn } from './query-cell.ts';
import { names } from './some.ts';

/** So many columns stand beside each other on a phone, of so many letters together. */
const mostColumns = 4;
const mostLetters = 36;
/** The first one is broken where it is long. */
const firstLetters = 14;
/** A text that is longer than this gets a line of its own, under the row's first cell. */
const longText = 44;

/** A table as its template wants it: zero or one table, and what is not shown of it. */
export interface TableView {
  tables: object[];
  moreRows: { text: string }[];
  hidden: { text: string }[];
}

/** The first rows of a table, with as many columns as a phone has room for; the rest is said to be left out. */
export function queryTable({ columns, rows, isCut }: QueryTable, most: number, now: Date): TableView {
  // A line that says "1 more" takes the room of the one.
  const shown = rows.length === most + 1 && !isCut ? rows : rows.slice(0, most);
  const isLong = columns.map((_, n) => n > 0 && shown.some((row) => isLongText(row[n])));
  const long = columns.findIndex((_, n) => isLong[n]);
  const short = fitting(
    columns.flatMap((_, n) => (isLong[n] ? [] : [n])).slice(0, long < 0 ? mostColumns : mostColumns - 1),
    (n) => Math.max(queryColumn(columns[n] ?? '').length, ...shown.map((row) => queryCell(row[n], now).length)),
  );
  const left = columns.filter((_, n) => !short.includes(n) && n !== long).map(queryColumn);
  const count = rows.length - shown.length;
  return {
    tables: shown.length === 0 ? [] : [tableOf(columns, shown, { short, long, now })],
    moreRows: isCut
      ? [{ text: `${count} more rows were read, and there are others: ask for a shorter time or one namespace` }]
      : count > 0
        ? [{ text: `${count} more` }]
        : [],
    hidden:
      left.length === 0
        ? []
        : [{ text: `${left.length === 1 ? 'One column' : `${left.length} columns`} not shown: ${names(left, 6)}` }],
  };
}

/** The first columns that fit beside each other; two at least. */
function fitting(all: readonly number[], widthOf: (n: number) => number): number[] {
  let left = mostLetters - firstLetters;
  return all.filter((n, place) => {
    if (place === 0) return true;
    left -= Math.min(widthOf(n), 16) + 2;
    return left >= 0 || place === 1;
  });
}

function tableOf(
  columns: readonly string[],
  rows: readonly QueryCell[][],
  { short, long, now }: { short: readonly number[]; long: number; now: Date },
) {
  const head = short.map((n) => ({ text: queryColumn(columns[n] ?? ''), weight: 'Bolder', below: [] }));
  const body = rows.map((row) =>
    short.map((n, place) => ({
      text: queryCell(row[n], now),
      weight: place === 0 ? 'Bolder' : 'Default',
      below: place === 0 && long >= 0 ? [{ text: queryCell(row[long], now, 200) }] : [],
    })),
  );
  const widest = (place: number) => Math.max(...[head, ...body].map((cells) => cells[place]?.text.length ?? 0));
  return {
    columns: short.map((_, place) => ({ weight: weightOf(place, widest(place), long >= 0) })),
    rows: [{ cells: head, style: 'emphasis' }, ...body.map((cells) => ({ cells, style: 'default' }))],
    list: body.map((cells) => {
      const [first, ...others] = cells.map(({ text }, n) => (n === 0 ? text : `${head[n]?.text} ${text}`));
      const below = cells[0]?.below.map(({ text }) => text) ?? [];
      return { first, others: [...others, ...below].join(' · '), hasOthers: others.length + below.length > 0 };
    }),
  };
}

/** The first column leads, and holds the row's long text; the others have room for their headings. */
function weightOf(place: number, widest: number, isLong: boolean): number {
  if (place > 0) return Math.min(12, Math.max(8, widest));
  return isLong ? 30 : Math.min(18, Math.max(12, widest));
}

function isLongText(cell: QueryCell): boolean {
  return typeof cell === 'string' && cell.length > longText;
}
