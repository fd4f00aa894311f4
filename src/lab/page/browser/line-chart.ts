import { chartFrame, noValues } from './chart-frame.ts';
import type { Drawing, Mark } from './chart-mark.ts';
import { plot, plotHeight } from './chart-plot.ts';
import { labelsThatFit, roundTicks, shortNumber } from './chart-scale.ts';
import { colourOf, listOf, numberOf, type Source, textOf } from './drawn-element.ts';
import { drawn } from './element.ts';

interface Line {
  name: string;
  colour: string;
  values: Map<string, number>;
}

/** Chart.Line: values over categories, or over times that came as text. */
export function lineChart(source: Source): HTMLElement {
  const lines: Line[] = listOf(source.data).map((line, index) => ({
    name: textOf(line.legend),
    colour: colourOf(line.color ?? source.color, index),
    values: new Map(
      listOf(line.values).flatMap(({ x, y }) => {
        const value = numberOf(y);
        return value === undefined ? [] : [[textOf(x), value] as const];
      }),
    ),
  }));
  const categories = [...new Set(lines.flatMap(({ values }) => [...values.keys()]))];
  const all = lines.flatMap(({ values }) => [...values.values()]);
  if (all.length === 0) return noValues();
  const low = numberOf(source.yMin) ?? Math.min(0, ...all);
  const high = Math.max(numberOf(source.yMax) ?? Number.NEGATIVE_INFINITY, ...all);
  const unit = textOf(source.yAxisTitle);
  const withUnit = (value: number) => `${shortNumber(value)} ${unit}`.trim();
  return chartFrame({
    title: textOf(source.title),
    showTitle: source.showTitle === true,
    description: `${textOf(source.title) || 'Chart'}: ${lines.map((line) => `${line.name} highest ${withUnit(Math.max(...line.values.values()))}`).join('; ')}.`,
    legend: source.showLegend === false ? [] : lines.map(({ name, colour }) => ({ name, colour })),
    draw: (width) =>
      draw({ width, lines, categories, ticks: roundTicks(low, high), unit, xTitle: textOf(source.xAxisTitle) }),
  });
}

function draw(o: {
  width: number;
  lines: Line[];
  categories: string[];
  ticks: number[];
  unit: string;
  xTitle: string;
}): Drawing {
  const { width, lines, categories } = o;
  const { svg, left, right, top, bottom, y } = plot(width, o.ticks);
  const step = (right - left) / Math.max(1, categories.length - 1);
  const x = (index: number) => left + step * index;
  const longest = Math.max(...categories.map((it) => it.length));
  for (const index of labelsThatFit(categories.length, width - left, longest * 6.4 + 18)) {
    const anchor = index === categories.length - 1 ? 'end' : 'middle';
    svg.append(
      drawn('text', { class: 'axis', x: x(index), y: plotHeight - 5, 'text-anchor': anchor }, categories[index] ?? ''),
    );
  }
  const head = (at: number, words: string) =>
    svg.append(drawn('text', { class: 'axis axis-title', x: at, y: 10, 'text-anchor': 'end' }, words));
  if (o.unit) head(left - 6, o.unit);
  if (o.xTitle) head(right, o.xTitle);
  for (const { values, colour } of lines) {
    const points = categories.flatMap((category, index) => {
      const value = values.get(category);
      return value === undefined ? [] : [[x(index), y(value)] as const];
    });
    const path = drawn('polyline', {
      class: 'line',
      points: points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(' '),
    });
    path.style.stroke = colour;
    svg.append(path);
    const end = points.at(-1);
    if (end) svg.append(dot(end[0], end[1], colour));
  }
  const marks = categories.map((category, index): Mark => {
    const here = lines.flatMap(({ name, colour, values }) => {
      const value = values.get(category);
      return value === undefined ? [] : [{ name, colour, value }];
    });
    svg.append(
      drawn('line', { class: 'guide', 'data-mark': index, x1: x(index), x2: x(index), y1: top, y2: bottom }),
      ...here.map(({ value, colour }) => dot(x(index), y(value), colour, index)),
      drawn('rect', { class: 'band', 'data-mark': index, x: x(index) - step / 2, y: 0, width: step, height: bottom }),
    );
    const rows = here.map(({ value, ...rest }) => ({ ...rest, value: `${shortNumber(value)} ${o.unit}`.trim() }));
    return { x: x(index), y: Math.min(...here.map(({ value }) => y(value))), title: category, rows, beside: 12 };
  });
  return { svg, marks };
}

function dot(cx: number, cy: number, colour: string, mark?: number): SVGElement {
  const made = drawn('circle', { cx, cy, r: 3, ...(mark !== undefined && { class: 'point', 'data-mark': mark }) });
  made.style.fill = colour;
  return made;
}
