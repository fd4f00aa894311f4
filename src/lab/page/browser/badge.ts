import { type Source, textOf } from './drawn-element.ts';
import { element } from './element.ts';

/** Badge: a word or two in a coloured frame. */
export function badge(source: Source): HTMLElement {
  const style = textOf(source.style).toLowerCase() || 'default';
  const filled = textOf(source.appearance).toLowerCase() !== 'tint';
  const text = element(
    'span',
    {
      class: `badge ${filled ? 'badge-filled' : 'badge-tint'}`,
      'data-style': style,
      title: textOf(source.tooltip) || undefined,
    },
    textOf(source.text),
  );
  return element('div', { class: 'badge-line' }, text);
}
