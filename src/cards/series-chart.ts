import type { Series } from '../model/finding.ts';
import { plain } from './plain.ts';
import { measured } from './quantity.ts';
import { clockTime } from './when.ts';

/** A native line chart's parts, its shape in characters for clients without charts, and its numbers in words for all. */
export interface SeriesChart {
  title: string;
  unit: string;
  data: { legend: string; color: string; values: { x: string; y: number }[] }[];
  shape: { legend: string; text: string }[];
  numbers: { legend: string; text: string }[];
  span: string;
}

type Line = Series['lines'][number];
type Point = Line['points'][number];

const mostPoints = 24;
const dayMs = 86_400_000;
const clockSteps = [1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 360, 720];
const colors = ['categoricalBlue', 'categoricalPurple', 'categoricalTeal', 'categoricalMarigold'];
const bars = '▁▂▃▄▅▆▇█';

/** What a card needs to draw a series; an empty list when there is not a single point. */
export function seriesChart(series: Series | undefined, now: Date): SeriesChart[] {
  const times = series?.lines.flatMap((line) => line.points.map((point) => point.at.getTime())) ?? [];
  if (series === undefined || times.length === 0) return [];
  const earliest = Math.min(...times);
  const to = Math.max(...times);
  const width = roundWidth((to - earliest + 1) / (mostPoints - 1));
  const from = Math.floor(earliest / width) * width;
  const label = (bucket: number) => {
    const at = new Date(from + bucket * width);
    return to - from < dayMs ? clockTime(at, at) : clockTime(at, now);
  };
  const lines = series.lines.filter((line) => line.points.length > 0);
  const marks = lines.filter((line) => isMark(line, series.threshold?.value));
  const drawn = lines.filter((line) => !marks.includes(line)).slice(0, colors.length);
  const peaks = drawn.map((line) => peaksOf(line, from, width));
  const ceiling = Math.max(series.threshold?.value ?? 0, ...peaks.flatMap((it) => [...it.values()]));
  const limit = series.threshold;
  const legends = shortNames(drawn.map((line) => line.legend)).map((it) => plain(it, 40));
  const last = Math.floor((to - from) / width);
  return [
    {
      title: plain(series.title, 80),
      unit: series.unit === 'count' ? 'number' : series.unit,
      // A client lines the labels up as it meets them: what has them all, or the earliest, goes first.
      data: [
        ...(limit
          ? [
              {
                legend: limitInWords(limit, series.unit),
                color: 'attention',
                values: bucketsTo(last).map((it) => ({ x: label(it), y: rounded(limit.value) })),
              },
            ]
          : []),
        ...drawn
          .map((_, i) => ({ legend: legends[i] ?? '', color: colors[i] ?? 'neutral', peaks: peaks[i] ?? new Map() }))
          .toSorted((a, b) => firstOf(a.peaks) - firstOf(b.peaks))
          .map(({ peaks: of, ...line }) => ({
            ...line,
            values: [...of].map(([bucket, y]) => ({ x: label(bucket), y: rounded(y) })),
          })),
      ],
      shape: drawn.map((_, i) => ({ legend: legends[i] ?? '', text: shapeOf(peaks[i] ?? new Map(), last, ceiling) })),
      numbers: [
        ...drawn.map((line, i) => ({ legend: legends[i] ?? '', text: wordsOf(line, series, now) })),
        ...marks.map((line) => marksInWords(line, now)),
      ],
      span: `${clockTime(new Date(earliest), now)} to ${clockTime(new Date(to), now)} UTC${limit ? `; ${limitInWords(limit, series.unit)}` : ''}`,
    },
  ];
}

/** The highest value in each stretch of time: what is cut out of a chart must never be the peak that it proves. */
function peaksOf(line: Line, from: number, width: number): Map<number, number> {
  const peaks = new Map<number, number>();
  for (const { at, value } of line.points.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const bucket = Math.floor((at.getTime() - from) / width);
    peaks.set(bucket, Math.max(value, peaks.get(bucket) ?? Number.NEGATIVE_INFINITY));
  }
  return peaks;
}

function shapeOf(peaks: Map<number, number>, last: number, ceiling: number): string {
  return bucketsTo(last)
    .map((bucket) => {
      const value = peaks.get(bucket);
      if (value === undefined) return '·';
      return bars[Math.max(0, Math.min(bars.length - 1, Math.round((value / (ceiling || 1)) * (bars.length - 1))))];
    })
    .join('');
}

function wordsOf(line: Line, series: Series, now: Date): string {
  const highest = line.points.reduce((a: Point, b: Point) => (b.value > a.value ? b : a));
  const latest = line.points.reduce((a: Point, b: Point) => (b.at > a.at ? b : a));
  return `highest ${measured(highest.value, series.unit)} at ${clockTime(highest.at, now)}, last ${measured(latest.value, series.unit)} at ${clockTime(latest.at, now)} UTC`;
}

/** Points that all lie on the limit mark moments, such as kills: they are counted, not drawn over it. */
function isMark(line: Line, limit: number | undefined): boolean {
  return limit !== undefined && line.points.every(({ value }) => value === limit);
}

function marksInWords({ legend, points }: Line, now: Date) {
  const last = `${clockTime(new Date(Math.max(...points.map(({ at }) => at.getTime()))), now)} UTC`;
  return points.length === 1
    ? { legend: plain(legend, 40), text: `at ${last}` }
    : { legend: `${plain(legend, 40)}s`, text: `${points.length}, the last at ${last}` };
}

function limitInWords({ legend, value }: { legend: string; value: number }, unit: Series['unit']): string {
  const number = measured(value, unit);
  return `${plain(legend.replace(number, '').trim(), 40)} ${number}`;
}

/** Pods of one workload are told apart by their ends: "payments-api-8sxjj9dc6-8c65f" becomes "…8c65f". */
function shortNames(legends: string[]): string[] {
  const [one = '', ...others] = legends;
  const cut = one.lastIndexOf('-') + 1;
  const shared = others.length > 0 && cut > 8 && others.every((it) => it.startsWith(one.slice(0, cut)));
  return shared ? legends.map((it) => `…${it.slice(cut)}`) : legends;
}

/** A stretch whose labels a person can read: whole steps of a clock, not 14 minutes. */
function roundWidth(ms: number): number {
  const minutes = Math.max(1, ms / 60_000);
  const step = clockSteps.find((it) => it >= minutes) ?? Math.ceil(minutes / 1440) * 1440;
  return step * 60_000;
}

function firstOf(peaks: Map<number, number>): number {
  return Math.min(...peaks.keys());
}

function bucketsTo(last: number): number[] {
  return Array.from({ length: last + 1 }, (_, bucket) => bucket);
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
