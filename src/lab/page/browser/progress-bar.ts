import { numberOf, type Source, textOf } from './drawn-element.ts';
import { element } from './element.ts';

/** ProgressBar: how far something is, or, without a value, that it goes on. */
export function progressBar(source: Source): HTMLElement {
  const value = numberOf(source.value);
  const max = numberOf(source.max) ?? 100;
  const fill = element('div', { class: value === undefined ? 'progress-fill progress-unknown' : 'progress-fill' });
  if (value !== undefined) fill.style.width = `${Math.min(100, Math.max(0, (value / max) * 100))}%`;
  return element(
    'div',
    {
      class: 'progress',
      role: 'progressbar',
      'aria-label': 'Progress',
      'aria-valuemin': '0',
      'aria-valuemax': String(max),
      'aria-valuenow': value === undefined ? undefined : String(value),
      'data-colour': textOf(source.color).toLowerCase() || 'accent',
    },
    fill,
  );
}
