import { barRows } from './bar-rows.ts';
import { chartFrame, noValues } from './chart-frame.ts';
import { roundTicks, shortNumber } from './chart-scale.ts';
import { colourOf, listOf, numberOf, type Source, textOf } from './drawn-element.ts';

/** Chart.HorizontalBar: one lying bar a category, with an axis, without, or as parts of the whole. */
export function horizontalBarChart(source: Source): HTMLElement {
  const bars = listOf(source.data).flatMap(({ x, y, color }) => {
    const value = numberOf(y);
    return value === undefined ? [] : [{ name: textOf(x), value, colour: colourOf(color ?? source.color, 0) }];
  });
  if (bars.length === 0) return noValues();
  const mode = textOf(source.displayMode).toLowerCase();
  const total = bars.reduce((sum, { value }) => sum + Math.max(0, value), 0);
  const parts = mode === 'parttowhole';
  const shown = (value: number) =>
    parts && total > 0 ? `${shortNumber(value)} (${Math.round((value / total) * 100)} %)` : shortNumber(value);
  const highest = Math.max(...bars.map(({ value }) => value));
  const ticks = parts || mode === 'absolutenoaxis' ? [] : roundTicks(0, highest);
  const title = textOf(source.title);
  return chartFrame({
    title,
    showTitle: source.showTitle === true,
    description: `${title || 'Chart'}: ${bars.map(({ name, value }) => `${name} ${shown(value)}`).join(', ')}.`,
    legend: [],
    draw: (width) =>
      barRows({
        width,
        rows: bars.map(({ name, value, colour }) => ({
          name,
          shown: shown(value),
          pieces: [{ name: '', value, shown: shown(value), colour }],
        })),
        most: parts ? total : (ticks.at(-1) ?? highest),
        ticks,
        track: ticks.length === 0,
      }),
  });
}
