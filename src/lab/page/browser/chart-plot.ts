import { shortNumber } from './chart-scale.ts';
import { drawn } from './element.ts';

/** The ground that standing bars and lines are drawn on. */
export interface Plot {
  svg: SVGElement;
  width: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Height of a value in pixels from the top. */
  y(value: number): number;
}

/** Height of every such chart, in pixels. */
export const plotHeight = 168;

/** Draws the value axis with its lines, from its lowest tick to its highest. */
export function plot(width: number, ticks: number[]): Plot {
  const left = 12 + Math.max(...ticks.map((tick) => shortNumber(tick).length)) * 7;
  const [top, bottom, right] = [18, plotHeight - 22, width - 10];
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)];
  const y = (value: number) => bottom - ((bottom - top) * (value - low)) / (high - low || 1);
  const svg = drawn('svg', {
    width,
    height: plotHeight,
    viewBox: `0 0 ${width} ${plotHeight}`,
    'aria-hidden': 'true',
  });
  for (const tick of ticks)
    svg.append(
      drawn('line', { class: 'grid', x1: left, x2: right, y1: y(tick), y2: y(tick) }),
      drawn('text', { class: 'axis', x: left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, shortNumber(tick)),
    );
  return { svg, width, left, right, top, bottom, y };
}

/** Cuts a name to what fits under a bar. */
export function fitted(name: string, pixels: number): string {
  const fits = Math.max(1, Math.floor(pixels / 7));
  return name.length > fits ? `${name.slice(0, Math.max(1, fits - 1))}…` : name;
}
