import type { Drawing, Mark } from './chart-mark.ts';
import { shortNumber } from './chart-scale.ts';
import { drawn } from './element.ts';

/** One lying bar: its name above it on the left, what it comes to above it on the right. */
export interface BarRow {
  name: string;
  shown: string;
  pieces: { name: string; value: number; shown: string; colour: string }[];
}

const step = 40;

/** Draws lying bars, one below the other, so that a long name has the whole width; `ticks` gives them an axis. */
export function barRows(o: { width: number; rows: BarRow[]; most: number; ticks: number[]; track: boolean }): Drawing {
  const { width, rows, most, ticks } = o;
  const foot = ticks.length > 0 ? 20 : 4;
  const height = rows.length * step + foot;
  const edge = ticks.length > 0 ? 12 : 0;
  const x = (value: number) => (Math.max(0, value) / (most || 1)) * (width - edge);
  const svg = drawn('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' });
  for (const tick of ticks) {
    const anchor = tick === 0 ? 'start' : 'middle';
    svg.append(
      drawn('line', { class: 'grid', x1: x(tick) + 0.5, x2: x(tick) + 0.5, y1: 4, y2: height - foot + 2 }),
      drawn('text', { class: 'axis', x: x(tick), y: height - 4, 'text-anchor': anchor }, shortNumber(tick)),
    );
  }
  const marks: Mark[] = [];
  for (const [index, row] of rows.entries()) {
    const top = index * step;
    const room = Math.floor((width - row.shown.length * 7 - 20) / 6.6);
    const name = row.name.length > room ? `${row.name.slice(0, Math.max(1, room - 1))}…` : row.name;
    if (o.track) svg.append(drawn('rect', { class: 'track', x: 0, y: top + 20, width, height: 12, rx: 3 }));
    svg.append(
      drawn('text', { class: 'axis axis-value', x: 0, y: top + 14 }, name),
      drawn('text', { class: 'axis axis-value strong', x: width, y: top + 14, 'text-anchor': 'end' }, row.shown),
    );
    let left = 0;
    for (const piece of row.pieces) {
      const long = x(piece.value);
      const bar = drawn('rect', {
        class: 'piece',
        'data-mark': marks.length,
        x: left,
        y: top + 20,
        width: Math.max(1, long - (row.pieces.length > 1 ? 1 : 0)),
        height: 12,
        rx: 3,
      });
      bar.style.fill = piece.colour;
      svg.append(bar);
      const shown = { colour: piece.colour, value: piece.shown };
      marks.push({
        x: left + long / 2,
        y: top + 22,
        title: row.name,
        rows: [piece.name ? { ...shown, name: piece.name } : shown],
      });
      left += long;
    }
  }
  return { svg, marks };
}
