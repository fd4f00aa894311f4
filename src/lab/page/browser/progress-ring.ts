import { type Source, textOf } from './drawn-element.ts';
import { drawn, element } from './element.ts';

const sizes: Record<string, number> = { tiny: 16, small: 24, medium: 32, large: 40 };
const sides: Record<string, string> = { before: 'row-reverse', after: 'row', above: 'column-reverse', below: 'column' };

/** ProgressRing: something goes on, for nobody knows how long. */
export function progressRing(source: Source): HTMLElement {
  const size = sizes[textOf(source.size).toLowerCase()] ?? 32;
  const label = textOf(source.label);
  const svg = drawn(
    'svg',
    { class: 'ring', width: size, height: size, viewBox: '0 0 20 20', 'aria-hidden': 'true' },
    drawn('circle', { class: 'ring-track', cx: 10, cy: 10, r: 8 }),
    drawn('circle', { class: 'ring-turning', cx: 10, cy: 10, r: 8, 'stroke-dasharray': '15 60' }),
  );
  const made = element(
    'div',
    { class: 'ring-line', role: 'progressbar', 'aria-label': label || 'Under way' },
    svg,
    label && element('span', { 'aria-hidden': 'true' }, label),
  );
  made.style.flexDirection = sides[textOf(source.labelPosition).toLowerCase()] ?? 'column';
  return made;
}
