import { arcPath, onCircle } from './arc-path.ts';
import { chartFrame, noValues } from './chart-frame.ts';
import type { Drawing, Mark } from './chart-mark.ts';
import { shortNumber } from './chart-scale.ts';
import { colourOf, listOf, numberOf, type Source, textOf } from './drawn-element.ts';
import { drawn } from './element.ts';

interface Segment {
  name: string;
  from: number;
  to: number;
  colour: string;
}

interface Gauge {
  value: number;
  shown: string;
  min: number;
  max: number;
  segments: Segment[];
  subLabel: string;
  showMinMax: boolean;
  showNeedle: boolean;
}

/** Chart.Gauge: where a value stands between a least and a most; a segment's `size` is its length on that scale. */
export function gaugeChart(source: Source): HTMLElement {
  const value = numberOf(source.value);
  if (value === undefined) return noValues();
  const gauge = gaugeOf(source, value);
  const where = gauge.segments.find(({ from, to }) => value >= from && value <= to)?.name;
  const title = textOf(source.title);
  return chartFrame({
    title,
    showTitle: source.showTitle === true,
    description: `${title || 'Gauge'}: ${gauge.shown}${gauge.subLabel ? ` ${gauge.subLabel}` : ''}${where ? `, ${where}` : ''}; from ${shortNumber(gauge.min)} to ${shortNumber(gauge.max)}.`,
    legend:
      source.showLegend === false
        ? []
        : gauge.segments.filter(({ name }) => name).map((it) => ({ ...it, value: span(it) })),
    draw: (width) => draw(Math.min(width, 240), gauge),
  });
}

function gaugeOf(source: Source, value: number): Gauge {
  const min = numberOf(source.min) ?? 0;
  let from = min;
  const segments = listOf(source.segments).flatMap(({ legend, size, color }, index): Segment[] => {
    const length = numberOf(size) ?? 0;
    if (length <= 0) return [];
    const segment = { name: textOf(legend), from, to: from + length, colour: colourOf(color, index) };
    from += length;
    return [segment];
  });
  const max = Math.max(numberOf(source.max) ?? (segments.length > 0 ? from : 100), min + Number.EPSILON);
  if (segments.length === 0) {
    segments.push({ name: '', from: min, to: Math.min(Math.max(value, min), max), colour: 'var(--accent)' });
    from = segments[0]?.to ?? min;
  }
  if (from < max) segments.push({ name: '', from, to: max, colour: 'var(--line)' });
  const fraction = textOf(source.valueFormat).toLowerCase() === 'fraction';
  const shown = fraction
    ? `${shortNumber(value)}/${shortNumber(max)}`
    : `${Math.round(((value - min) / (max - min)) * 100)} %`;
  return {
    value,
    shown,
    min,
    max,
    segments,
    subLabel: textOf(source.subLabel),
    showMinMax: source.showMinMax !== false,
    showNeedle: source.showNeedle !== false,
  };
}

function span({ from, to }: Segment): string {
  return `${shortNumber(from)}–${shortNumber(to)}`;
}

function draw(width: number, gauge: Gauge): Drawing {
  const { min, max } = gauge;
  const outer = width / 2 - 6;
  const [cx, cy] = [width / 2, outer + 6];
  const height = cy + (gauge.subLabel ? 56 : 40);
  const svg = drawn('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' });
  const turn = (value: number) => -0.25 + 0.5 * Math.min(1, Math.max(0, (value - min) / (max - min)));
  const marks = gauge.segments.map((segment, index): Mark => {
    const [from, to] = [turn(segment.from), turn(segment.to)];
    const arc = drawn('path', {
      class: 'piece',
      'data-mark': index,
      d: arcPath({ cx, cy, outer, inner: outer * 0.76, from, to }),
    });
    arc.style.fill = segment.colour;
    svg.append(arc);
    const at = onCircle(cx, cy, outer * 0.88, (from + to) / 2);
    return { ...at, title: segment.name, rows: [{ colour: segment.colour, value: span(segment) }] };
  });
  if (gauge.showNeedle) svg.append(needle(cx, cy, outer, turn(gauge.value)));
  const text = (name: string, x: number, y: number, anchor: string, words: string) =>
    svg.append(drawn('text', { class: name, x, y, 'text-anchor': anchor }, words));
  text('gauge-value', cx, cy + 31, 'middle', gauge.shown);
  if (gauge.subLabel) text('axis', cx, cy + 50, 'middle', gauge.subLabel);
  if (gauge.showMinMax) {
    text('axis', cx - outer * 0.88, cy + 15, 'middle', shortNumber(min));
    text('axis', cx + outer * 0.88, cy + 15, 'middle', shortNumber(max));
  }
  return { svg, marks };
}

function needle(cx: number, cy: number, outer: number, turn: number): SVGElement {
  const tip = onCircle(cx, cy, outer * 0.94, turn);
  const left = onCircle(cx, cy, 4, turn - 0.25);
  const right = onCircle(cx, cy, 4, turn + 0.25);
  const points = [left, tip, right].map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const group = drawn('g', { class: 'needle' }, drawn('polygon', { points }), drawn('circle', { cx, cy, r: 6 }));
  return group;
}
