import { type Source, textOf } from './drawn-element.ts';
import { drawn, element } from './element.ts';
import { iconShapes } from './icon-shapes.ts';

const sizes: Record<string, number> = {
  xxsmall: 12,
  xsmall: 16,
  small: 20,
  standard: 24,
  medium: 28,
  large: 32,
  xlarge: 36,
  xxlarge: 40,
};

/** Icon: a small picture by its name; a name that this page has no drawing for becomes a plain ring. */
export function icon(source: Source): HTMLElement {
  const name = textOf(source.name).replace(/,.*$/, '');
  const colour = textOf(source.color).toLowerCase() || 'default';
  const filled = textOf(source.style).toLowerCase() === 'filled';
  const drawing = iconDrawing(name, sizes[textOf(source.size).toLowerCase()] ?? 24, filled);
  // "ShieldError" is read as two words.
  const words = name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  const made = element('span', { class: 'icon-line', role: 'img', 'aria-label': words, title: words }, drawing);
  made.style.color = `var(--card-${/^(dark|light|accent|good|warning|attention)$/.test(colour) ? colour : 'default'})`;
  return made;
}

/** The drawing alone, in the colour of the text around it. */
export function iconDrawing(name: string, size: number, filled = false): SVGElement {
  return drawn(
    'svg',
    {
      class: filled ? 'glyph glyph-filled' : 'glyph',
      width: size,
      height: size,
      viewBox: '0 0 20 20',
      'aria-hidden': 'true',
    },
    drawn('path', { d: iconShapes[name.toLowerCase()] ?? 'M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12' }),
  );
}
