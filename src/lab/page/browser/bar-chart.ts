import { chartFrame, noValues } from './chart-frame.ts';
import type { Drawing, Mark } from './chart-mark.ts';
import { fitted, plot, plotHeight } from './chart-plot.ts';
import { roundTicks, shortNumber } from './chart-scale.ts';
import { colourOf, listOf, numberOf, type Source, textOf } from './drawn-element.ts';
import { drawn } from './element.ts';

interface Series {
  name: string;
  colour: string;
  values: Map<string, number>;
}

interface Bars {
  series: Series[];
  categories: string[];
  stacked: boolean;
  ticks: number[];
  showValues: boolean;
}

/** Chart.VerticalBar: one bar a category, each in its own colour if it names one. */
export function barChart(source: Source): HTMLElement {
  const own = new Map<string, string>();
  const values = listOf(source.data).flatMap(({ x, y, color }) => {
    const value = numberOf(y);
    if (value === undefined) return [];
    own.set(textOf(x), colourOf(color ?? source.color, 0));
    return [[textOf(x), value] as const];
  });
  const series = [{ name: '', colour: '', values: new Map(values) }];
  return standing(source, series, false, (category) => own.get(category));
}

/** Chart.VerticalBar.Grouped: bars of several series side by side, or on top of each other. */
export function groupedBarChart(source: Source): HTMLElement {
  const series = listOf(source.data).map((it, index) => ({
    name: textOf(it.legend),
    colour: colourOf(it.color ?? source.color, index),
    values: new Map(
      listOf(it.values).flatMap(({ x, y }) => {
        const value = numberOf(y);
        return value === undefined ? [] : [[textOf(x), value] as const];
      }),
    ),
  }));
  return standing(source, series, source.stacked === true);
}

function standing(
  source: Source,
  series: Series[],
  stacked: boolean,
  colourAt: (category: string) => string | undefined = () => undefined,
): HTMLElement {
  const categories = [...new Set(series.flatMap(({ values }) => [...values.keys()]))];
  if (categories.length === 0) return noValues();
  const heights = stacked
    ? categories.map((it) => series.reduce((sum, { values }) => sum + Math.max(0, values.get(it) ?? 0), 0))
    : series.flatMap(({ values }) => [...values.values()]);
  // Stacked bars stand on zero: Teams knows no other axis for them.
  const [least, most] = stacked ? [0, 0] : [numberOf(source.yMin), numberOf(source.yMax) ?? 0];
  const ticks = roundTicks(least ?? Math.min(0, ...heights), Math.max(most, ...heights));
  const words = categories.map((category) => {
    const each = series.flatMap(({ name, values }) => {
      const value = values.get(category);
      return value === undefined ? [] : [`${name} ${shortNumber(value)}`.trim()];
    });
    return `${category} ${each.join(' and ')}`;
  });
  return chartFrame({
    title: textOf(source.title),
    showTitle: source.showTitle === true,
    description: `${textOf(source.title) || 'Chart'}: ${words.join(', ')}.`,
    legend: source.showLegend === false ? [] : series.filter(({ name }) => name),
    draw: (width) =>
      draw(width, { series, categories, stacked, ticks, showValues: source.showBarValues === true }, colourAt),
  });
}

function draw(width: number, bars: Bars, colourAt: (category: string) => string | undefined): Drawing {
  const { series, categories, stacked, ticks } = bars;
  const ground = plot(width, ticks);
  const slot = (ground.right - ground.left) / categories.length;
  const wide = Math.min(stacked ? 48 : 48 * series.length, slot * 0.68) / (stacked ? 1 : series.length);
  const floor = Math.max(ticks[0] ?? 0, 0);
  const marks = categories.map((category, index): Mark => {
    const middle = ground.left + slot * (index + 0.5);
    const rows: Mark['rows'] = [];
    let below = floor;
    let peak = ground.y(floor);
    for (const [nth, { name, colour, values }] of series.entries()) {
      const value = values.get(category);
      if (value === undefined) continue;
      const fill = colourAt(category) ?? colour;
      const [foot, head] = [ground.y(below), ground.y(stacked ? below + value : value)];
      const x = stacked ? middle - wide / 2 : middle + (nth - series.length / 2) * wide;
      const bar = drawn('rect', {
        class: 'piece',
        'data-mark': index,
        x: x + (series.length > 1 && !stacked ? 1 : 0),
        width: Math.max(1, wide - (series.length > 1 && !stacked ? 2 : 0)),
        y: Math.min(foot, head),
        height: Math.max(1, Math.abs(foot - head) - (stacked && nth > 0 ? 1 : 0)),
        rx: 2,
      });
      bar.style.fill = fill;
      ground.svg.append(bar);
      if (bars.showValues && !stacked) ground.svg.append(over(x + wide / 2, head - 4, shortNumber(value)));
      rows.push({ ...(name && { name }), colour: fill, value: shortNumber(value) });
      peak = Math.min(peak, head);
      if (stacked) below += value;
    }
    if (bars.showValues && stacked) ground.svg.append(over(middle, peak - 4, shortNumber(below - floor)));
    ground.svg.append(
      drawn('text', { class: 'axis', x: middle, y: plotHeight - 5, 'text-anchor': 'middle' }, fitted(category, slot)),
    );
    return { x: middle, y: peak, title: category, rows, beside: slot * 0.34 + 8 };
  });
  return { svg: ground.svg, marks };
}

function over(x: number, y: number, words: string): SVGElement {
  return drawn('text', { class: 'axis axis-value', x, y, 'text-anchor': 'middle' }, words);
}
