import { element } from './element.ts';

/** A chart's room: its title, the drawing that is redrawn at every width, and its legend. */
export function chartFrame(o: {
  title: string;
  showTitle: boolean;
  /** What a person who cannot see it should know. */
  description: string;
  legend: { name: string; colour: string; value?: string }[];
  draw(width: number): SVGElement;
}): HTMLElement {
  const drawing = element('div', { class: 'chart-drawing', role: 'img', 'aria-label': o.description });
  const frame = element('figure', { class: 'chart' });
  if (o.showTitle && o.title) frame.append(element('figcaption', {}, o.title));
  frame.append(drawing);
  if (o.legend.length > 0) frame.append(legendView(o.legend));
  let drawnAt = 0;
  new ResizeObserver(() => {
    const width = Math.floor(drawing.clientWidth);
    if (width === 0 || width === drawnAt) return;
    drawnAt = width;
    drawing.replaceChildren(o.draw(width));
  }).observe(drawing);
  return frame;
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
