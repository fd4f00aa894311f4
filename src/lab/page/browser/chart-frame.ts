import type { Drawing } from './chart-mark.ts';
import { chartReadout } from './chart-readout.ts';
import { element } from './element.ts';

/** A chart's room: its title, the drawing that is redrawn at every width, what can be read off it, and its legend. */
export function chartFrame(o: {
  title: string;
  showTitle: boolean;
  /** What a person who cannot see it should know. */
  description: string;
  legend: { name: string; colour: string; value?: string }[];
  draw(width: number): Drawing;
}): HTMLElement {
  const drawing = element('div', { class: 'chart-drawing', role: 'img', tabindex: '0', 'aria-label': o.description });
  const readout = chartReadout(drawing);
  const frame = element('figure', { class: 'chart' });
  if (o.showTitle && o.title) frame.append(element('figcaption', {}, o.title));
  frame.append(drawing, readout.box);
  if (o.legend.length > 0) frame.append(legendView(o.legend));
  let drawnAt = 0;
  new ResizeObserver(() => {
    const width = Math.floor(drawing.clientWidth);
    if (width === 0 || width === drawnAt) return;
    drawnAt = width;
    const { svg, marks } = o.draw(width);
    drawing.replaceChildren(svg);
    readout.show(marks);
  }).observe(drawing);
  return frame;
}

/** What stands in a chart's place when there is nothing to draw. */
export function noValues(): HTMLElement {
  return element('p', { class: 'chart-empty' }, 'No values.');
}

function legendView(legend: { name: string; colour: string; value?: string }[]): HTMLElement {
  const entries = legend.map(({ name, colour, value }) => {
    const swatch = element('span', { class: 'swatch', 'aria-hidden': 'true' });
    swatch.style.background = colour;
    return element(
      'li',
      {},
      swatch,
      element('span', { class: 'legend-name' }, name),
      value !== undefined && element('strong', {}, value),
    );
  });
  return element('ul', { class: 'legend' }, ...entries);
}
