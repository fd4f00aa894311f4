import { chartFrame } from './chart-frame.ts';
import { labelsThatFit, roundTicks, shortNumber } from './chart-scale.ts';
import { colourOf, listOf, numberOf, type Source, textOf } from './drawn-element.ts';
import { drawn, element } from './element.ts';

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
  if (all.length === 0) return element('p', { class: 'chart-empty' }, 'No values.');
  const low = numberOf(source.yMin) ?? Math.min(0, ...all);
  const high = Math.max(numberOf(source.yMax) ?? Number.NEGATIVE_INFINITY, ...all);
  const unit = textOf(source.yAxisTitle);
  const withUnit = (value: number) => `${shortNumber(value)} ${unit}`.trim();
  return chartFrame({
    title: textOf(source.title),
    showTitle: source.showTitle === true,
    description: `${textOf(source.title) || 'Chart'}: ${lines.map((line) => `${line.name} highest ${withUnit(Math.max(...line.values.values()))}`).join('; ')}.`,
    legend: lines.map(({ name, colour }) => ({ name, colour })),
    draw: (width) =>
      draw({ width, lines, categories, ticks: roundTicks(low, high), unit, xTitle: textOf(source.xAxisTitle) }),
  });
}

const height = 168;
const edge = { top: 18, right: 10, bottom: 22 };

function draw(o: {
  width: number;
  lines: Line[];
  categories: string[];
  ticks: number[];
  unit: string;
  xTitle: string;
}): SVGElement {
  const { width, lines, categories, ticks } = o;
  const left = 12 + Math.max(...ticks.map((tick) => shortNumber(tick).length)) * 7;
  const bottom = height - edge.bottom;
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)];
  const x = (index: number) => left + ((width - left - edge.right) * index) / Math.max(1, categories.length - 1);
  const y = (value: number) => bottom - ((bottom - edge.top) * (value - low)) / (high - low || 1);
  const svg = drawn('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' });
  for (const tick of ticks) {
    svg.append(
      drawn('line', { class: 'grid', x1: left, x2: width - edge.right, y1: y(tick), y2: y(tick) }),
      drawn('text', { class: 'axis', x: left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, shortNumber(tick)),
    );
  }
  const longest = Math.max(...categories.map((it) => it.length));
  const labels = labelsThatFit(categories.length, width - left, longest * 6.4 + 18);
  for (const index of labels) {
    const anchor = index === categories.length - 1 ? 'end' : 'middle';
    svg.append(
      drawn('text', { class: 'axis', x: x(index), y: height - 5, 'text-anchor': anchor }, categories[index] ?? ''),
    );
  }
  if (o.unit) svg.append(drawn('text', { class: 'axis axis-title', x: left - 6, y: 10, 'text-anchor': 'end' }, o.unit));
  if (o.xTitle)
    svg.append(
      drawn('text', { class: 'axis axis-title', x: width - edge.right, y: 10, 'text-anchor': 'end' }, o.xTitle),
    );
  for (const line of lines) {
    const points = categories.flatMap((category, index) => {
      const value = line.values.get(category);
      return value === undefined ? [] : [[x(index), y(value)] as const];
    });
    const path = drawn('polyline', {
      class: 'line',
      points: points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(' '),
    });
    path.style.stroke = line.colour;
    svg.append(path);
    const end = points.at(-1);
    if (end) {
      const dot = drawn('circle', { cx: end[0], cy: end[1], r: 3 });
      dot.style.fill = line.colour;
      svg.append(dot);
    }
  }
  return svg;
}
