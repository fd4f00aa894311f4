import { arcPath, onCircle } from './arc-path.ts';
import { chartFrame, noValues } from './chart-frame.ts';
import type { Drawing, Mark } from './chart-mark.ts';
import { shortNumber } from './chart-scale.ts';
import { colourOf, listOf, numberOf, type Source, textOf } from './drawn-element.ts';
import { drawn } from './element.ts';

interface Part {
  name: string;
  value: number;
  colour: string;
}

/** Chart.Donut: parts of a whole, with a number in the middle. */
export function donutChart(source: Source): HTMLElement {
  return roundChart(source, textOf(source.thickness).toLowerCase() === 'thin' ? 0.78 : 0.6);
}

/** Chart.Pie: parts of a whole. */
export function pieChart(source: Source): HTMLElement {
  return roundChart({ ...source, value: '' }, 0);
}

function roundChart(source: Source, hole: number): HTMLElement {
  const parts: Part[] = listOf(source.data).flatMap(({ legend, value, color }, index) => {
    const size = numberOf(value) ?? 0;
    return size > 0 ? [{ name: textOf(legend), value: size, colour: colourOf(color, index) }] : [];
  });
  if (parts.length === 0) return noValues();
  return chartFrame({
    title: textOf(source.title),
    showTitle: source.showTitle === true,
    description: `${textOf(source.title) || 'Chart'}: ${parts.map(({ name, value }) => `${name} ${shortNumber(value)}`).join(', ')}.`,
    legend: source.showLegend === false ? [] : parts.map((part) => ({ ...part, value: shortNumber(part.value) })),
    draw: (width) => draw(Math.min(width, 160), parts, hole, textOf(source.value)),
  });
}

function draw(size: number, parts: Part[], hole: number, middle: string): Drawing {
  const svg = drawn('svg', { width: size, height: size, viewBox: `0 0 ${size} ${size}`, 'aria-hidden': 'true' });
  const centre = size / 2;
  const outer = centre - 3;
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  const marks: Mark[] = [];
  let from = 0;
  for (const [index, { name, value, colour }] of parts.entries()) {
    const to = from + value / total;
    const arc = drawn('path', {
      class: 'piece',
      'data-mark': index,
      d: arcPath({ cx: centre, cy: centre, outer, inner: outer * hole, from, to }),
    });
    arc.style.fill = colour;
    svg.append(arc);
    const share = `${shortNumber(value)} (${Math.round((value / total) * 100)} %)`;
    const at = onCircle(centre, centre, outer * (hole ? (1 + hole) / 2 : 0.62), (from + to) / 2);
    marks.push({ ...at, title: name, rows: [{ colour, value: share }] });
    from = to;
  }
  if (middle)
    svg.append(
      drawn('text', { class: 'donut-middle', x: centre, y: centre + size * 0.065, 'text-anchor': 'middle' }, middle),
    );
  return { svg, marks };
}
