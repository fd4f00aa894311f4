import { labelsOf, nameLabel } from '../../../src/lab/promql/labels.ts';
import { matchesAll } from '../../../src/lab/promql/matcher.ts';
import { parsePromql } from '../../../src/lab/promql/parse.ts';
import { queryAt, queryOver } from '../../../src/lab/promql/query.ts';
import type { Series, SeriesSource } from '../../../src/lab/promql/series.ts';
import { numberText } from '../../../src/lab/promql/wire.ts';

const minute = 60_000;

/** Series in the notation of Prometheus' own tests: `name{a="b"} 0+10x3 _ stale 7`, a sample every so many minutes from time zero. */
export function given(everyMinutes: number, lines: string[]): SeriesSource {
  const series = lines.map((line): Series => {
    const cut = line.includes('}') ? line.indexOf('}') + 1 : line.indexOf(' ');
    const node = parsePromql(line.slice(0, cut));
    if (node.type !== 'selector') throw new Error(`No series: ${line}`);
    const labels = labelsOf(node.matchers.map((it) => [it.name, it.value] as const));
    const one: Series = { labels, times: [], values: [] };
    for (const [index, value] of line.slice(cut).trim().split(/\s+/).flatMap(spelledOut).entries()) {
      if (value === '_') continue;
      one.times.push(index * everyMinutes * minute);
      one.values.push(value === 'stale' ? undefined : value === 'Inf' ? Number.POSITIVE_INFINITY : Number(value));
    }
    return one;
  });
  return {
    select: (matchers, from, to) =>
      series
        .filter((it) => matchesAll(matchers, it.labels))
        .map(({ labels, times, values }) => {
          const within = (_: unknown, index: number) => (times[index] ?? 0) > from && (times[index] ?? 0) <= to;
          return { labels, times: times.filter(within), values: values.filter(within) };
        }),
  };
}

function spelledOut(text: string): string[] {
  const many = /^(-?[\d.]+)([+-][\d.]+)x(\d+)$/.exec(text);
  if (!many) return [text];
  return Array.from({ length: Number(many[3]) + 1 }, (_, index) => String(Number(many[1]) + Number(many[2]) * index));
}

/** What a query gives at a minute: labels as text, and values; a scalar's labels are "". */
export function at(minutes: number, source: SeriesSource, text: string): Record<string, number> {
  const value = queryAt({ text, at: minutes * minute, source });
  if (value.type === 'scalar') return { '': value.value };
  if (value.type !== 'vector') throw new Error(`The query gave a ${value.type}.`);
  return Object.fromEntries(value.points.map((it) => [textOf(it.labels.pairs), it.value]));
}

/** What a query gives from time zero until a minute: for each series, the values as Prometheus prints them, "_" where there is none. */
export function over(minutes: number, step: number, source: SeriesSource, text: string): Record<string, string> {
  const tracks = queryOver({ text, start: 0, end: minutes * minute, step: step * minute, source });
  const moments = Array.from({ length: Math.floor(minutes / step) + 1 }, (_, index) => index * step * minute);
  return Object.fromEntries(
    tracks.map((it) => {
      const known = new Map(it.points);
      const shown = moments.map((moment) => {
        const value = known.get(moment);
        return value === undefined ? '_' : numberText(value);
      });
      return [textOf(it.labels.pairs), shown.join(' ')];
    }),
  );
}

/** The refusal of a query. */
export function refusalOf(text: string, source: SeriesSource = given(5, [])): string {
  try {
    queryAt({ text, at: 0, source });
  } catch (failure) {
    if (failure instanceof Error) return failure.message.replace('invalid parameter "query": ', '');
  }
  return 'no refusal';
}

function textOf(pairs: readonly (readonly [string, string])[]): string {
  const name = pairs.find((it) => it[0] === nameLabel)?.[1] ?? '';
  const rest = pairs.filter((it) => it[0] !== nameLabel).map((it) => `${it[0]}=${it[1]}`);
  return `${name}{${rest.join(',')}}`;
}
