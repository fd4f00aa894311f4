import type { Button, Card } from '../model/card.ts';
import type { Series } from '../model/finding.ts';
import type { QueryAnswer, QueryTable } from '../model/query-answer.ts';
import { actionsOf } from './actions.ts';
import { basisOf } from './basis.ts';
import { gapLines } from './gap-lines.ts';
import { kqlText } from './kql-text.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { counted, measured } from './quantity.ts';
import { queryTable } from './query-table.ts';
import { render } from './render.ts';
import { seriesChart } from './series-chart.ts';
import { verdictStyle } from './verdict-style.ts';
import { clockTime, duration } from './when.ts';

type Options = { now: Date; buttons: Button[] };

/** The answer to a saved query: its rows as a table, or as lines over time, with the query itself. */
export function queryAnswerCard(answer: QueryAnswer, o: Options): Card {
  return fitted(12, (most) => render('query-answer', viewOf(answer, o, most), verdictOf(answer)));
}

function viewOf(answer: QueryAnswer, { now, buttons }: Options, most: number) {
  const { cluster, namespace, window, table, series, gaps } = answer;
  const { kql, links } = kqlText(table?.source, window);
  const charts = most > 0 ? seriesChart(series, now) : [];
  const isDrawn = charts.length > 0;
  const rows = series ? linesOf(series) : table?.value;
  return {
    style: verdictStyle(table === undefined ? 'unknown' : 'info'),
    verdict: plain(verdictOf(answer), 300),
    place: [
      cluster.name,
      namespace ?? 'all namespaces',
      `${clockTime(window.from, now)} to ${clockTime(window.to, now)} UTC`,
      ...(isDrawn ? [] : [answer.summary.replace(/\.$/, '')]),
    ]
      .map((it) => plain(it, 120))
      .join(' · '),
    // What the table says of each line need not be said twice.
    charts: charts.map((chart) => ({ ...chart, numbers: [] })),
    ...(rows ? queryTable(rows, Math.max(most, 3), now) : { tables: [], moreRows: [], hidden: [] }),
    kql,
    ...gapLines(gaps, table === undefined, 4),
    basis: basisOf([table], now),
    ...actionsOf([...buttons, ...links]),
  };
}

/** Each line over time as a row: its highest and its last value. */
function linesOf({ title, unit, lines }: Series): QueryTable {
  return {
    columns: [title, 'Highest', 'Last'],
    rows: lines.map(({ legend, points }) => {
      const highest = points.reduce((a, b) => (b.value > a.value ? b : a));
      const last = points.reduce((a, b) => (b.at > a.at ? b : a));
      return [legend, measured(highest.value, unit), measured(last.value, unit)];
    }),
    isCut: false,
  };
}

function verdictOf({ title, table, series, window }: QueryAnswer): string {
  if (!table) return `${title}: could not be read`;
  const span = `in the last ${duration(window.to.getTime() - window.from.getTime())}`;
  if (table.value.rows.length === 0) return `${title}: none ${span}`;
  const [first] = series?.lines ?? [];
  if (series && first) {
    const highest = Math.max(...first.points.map(({ value }) => value));
    return `${title}: highest ${measured(highest, series.unit)}, ${first.legend}`;
  }
  return `${title}: ${table.value.isCut ? 'more than ' : ''}${counted(table.value.rows.length, 'row')} ${span}`;
}
