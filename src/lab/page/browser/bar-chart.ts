import { chartFrame } from './chart-frame.ts';
import { roundTicks, shortNumber } from './chart-scale.ts';
import { colourOf, listOf, numberOf, type Source, textOf } from './drawn-element.ts';
import { drawn, element } from './element.ts';

interface Bar {
  name: string;
  value: number;
  colour: string;
}

/** Chart.VerticalBar: one bar a category. */
export function barChart(source: Source): HTMLElement {
  const bars: Bar[] = listOf(source.data).flatMap(({ x, y, color }) => {
    const value = numberOf(y);
    return value === undefined ? [] : [{ name: textOf(x), value, colour: colourOf(color ?? source.color, 0) }];
  });
  if (bars.length === 0) return element('p', { class: 'chart-empty' }, 'No values.');
  const values = bars.map(({ value }) => value);
  const ticks = roundTicks(
    numberOf(source.yMin) ?? Math.min(0, ...values),
    Math.max(numberOf(source.yMax) ?? 0, ...values),
  );
  return chartFrame({
    title: textOf(source.title),
    showTitle: source.showTitle === true,
    description: `${textOf(source.title) || 'Chart'}: ${bars.map(({ name, value }) => `${name} ${shortNumber(value)}`).join(', ')}.`,
    legend: [],
    draw: (width) => draw(width, bars, ticks, source.showBarValues === true),
  });
}

const height = 168;
const edge = { top: 18, right: 10, bottom: 22 };

function draw(width: number, bars: Bar[], ticks: number[], showValues: boolean): SVGElement {
  const left = 12 + Math.max(...ticks.map((tick) => shortNumber(tick).length)) * 7;
  const bottom = height - edge.bottom;
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)];
  const y = (value: number) => bottom - ((bottom - edge.top) * (value - low)) / (high - low || 1);
  const slot = (width - left - edge.right) / bars.length;
  const svg = drawn('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' });
  for (const tick of ticks) {
    svg.append(
      drawn('line', { class: 'grid', x1: left, x2: width - edge.right, y1: y(tick), y2: y(tick) }),
      drawn('text', { class: 'axis', x: left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, shortNumber(tick)),
    );
  }
  bars.forEach(({ name, value, colour }, index) => {
    const middle = left + slot * (index + 0.5);
    const wide = Math.min(48, slot * 0.64);
    const base = y(Math.max(low, 0));
    const bar = drawn('rect', {
      x: middle - wide / 2,
      width: wide,
      y: Math.min(y(value), base),
      height: Math.max(1, Math.abs(base - y(value))),
      rx: 2,
    });
    bar.style.fill = colour;
    const fits = Math.max(1, Math.floor(slot / 7));
    const label = name.length > fits ? `${name.slice(0, Math.max(1, fits - 1))}…` : name;
    svg.append(bar, drawn('text', { class: 'axis', x: middle, y: height - 5, 'text-anchor': 'middle' }, label));
    if (showValues)
      svg.append(
        drawn(
          'text',
          { class: 'axis axis-value', x: middle, y: y(value) - 4, 'text-anchor': 'middle' },
          shortNumber(value),
        ),
      );
  });
  return svg;
}
