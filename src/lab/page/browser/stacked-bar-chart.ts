import { barRows } from './bar-rows.ts';
import { chartFrame, noValues } from './chart-frame.ts';
import { shortNumber } from './chart-scale.ts';
import { colourOf, listOf, numberOf, type Source, textOf } from './drawn-element.ts';

/** Chart.HorizontalBar.Stacked: one lying bar a row, made of parts that the rows have in common. */
export function stackedBarChart(source: Source): HTMLElement {
  const colours = new Map<string, string>();
  const rows = listOf(source.data).map((row) => {
    const pieces = listOf(row.data).flatMap(({ legend, value, color }) => {
      const size = numberOf(value) ?? 0;
      const name = textOf(legend);
      if (!colours.has(name)) colours.set(name, colourOf(color, colours.size));
      const colour = color === undefined ? (colours.get(name) ?? '') : colourOf(color, colours.size);
      return size > 0 ? [{ name, value: size, shown: shortNumber(size), colour }] : [];
    });
    const total = pieces.reduce((sum, { value }) => sum + value, 0);
    return { name: textOf(row.title), total, shown: shortNumber(total), pieces };
  });
  const most = Math.max(0, ...rows.map(({ total }) => total));
  if (most === 0) return noValues();
  const title = textOf(source.title);
  const words = rows.map(({ name, pieces }) => `${name}: ${pieces.map((it) => `${it.name} ${it.shown}`).join(', ')}`);
  return chartFrame({
    title,
    showTitle: source.showTitle === true,
    description: `${title || 'Chart'}: ${words.join('; ')}.`,
    legend: source.showLegend === false ? [] : [...colours].map(([name, colour]) => ({ name, colour })),
    draw: (width) => barRows({ width, rows, most, ticks: [], track: true }),
  });
}
