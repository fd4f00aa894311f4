import { chartFrame } from './chart-frame.ts';
import { shortNumber } from './chart-scale.ts';
import { colourOf, listOf, numberOf, type Source, textOf } from './drawn-element.ts';
import { drawn, element } from './element.ts';

/** Chart.Donut: parts of a whole, with a number in the middle. */
export function donutChart(source: Source): HTMLElement {
  const parts = listOf(source.data).flatMap(({ legend, value, color }, index) => {
    const size = numberOf(value) ?? 0;
    return size > 0 ? [{ name: textOf(legend), value: size, colour: colourOf(color, index) }] : [];
  });
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  if (total === 0) return element('p', { class: 'chart-empty' }, 'No values.');
  return chartFrame({
    title: textOf(source.title),
    showTitle: source.showTitle === true,
    description: `${textOf(source.title) || 'Chart'}: ${parts.map(({ name, value }) => `${name} ${shortNumber(value)}`).join(', ')}.`,
    legend: parts.map((part) => ({ ...part, value: shortNumber(part.value) })),
    draw: (width) => draw(Math.min(width, 160), parts, total, textOf(source.value)),
  });
}

function draw(size: number, parts: { value: number; colour: string }[], total: number, middle: string): SVGElement {
  const svg = drawn('svg', { width: size, height: size, viewBox: '0 0 100 100', 'aria-hidden': 'true' });
  const around = 2 * Math.PI * 38;
  let before = 0;
  for (const { value, colour } of parts) {
    const length = (value / total) * around;
    const arc = drawn('circle', {
      class: 'arc',
      cx: 50,
      cy: 50,
      r: 38,
      'stroke-dasharray': `${Math.max(0, length - 1)} ${around - length + 1}`,
      'stroke-dashoffset': -before,
      transform: 'rotate(-90 50 50)',
    });
    arc.style.stroke = colour;
    svg.append(arc);
    before += length;
  }
  if (middle) svg.append(drawn('text', { class: 'donut-middle', x: 50, y: 56, 'text-anchor': 'middle' }, middle));
  return svg;
}
