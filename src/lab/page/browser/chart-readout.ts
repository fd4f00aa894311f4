import { type Mark, wordsOf } from './chart-mark.ts';
import { element } from './element.ts';

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Shows a chart's values one by one: under the pointer, and by the arrow keys once the drawing has the keyboard. */
export function chartReadout(drawing: HTMLElement): { box: HTMLElement; show(marks: Mark[]): void } {
  const box = element('div', { class: 'readout', role: 'status', hidden: true });
  let marks: Mark[] = [];
  let at: number | undefined;

  function go(index: number | undefined): void {
    for (const it of drawing.querySelectorAll('.marked')) it.classList.remove('marked');
    at = index;
    const mark = index === undefined ? undefined : marks[index];
    box.hidden = mark === undefined;
    if (!mark) return;
    for (const it of drawing.querySelectorAll(`[data-mark="${index}"]`)) it.classList.add('marked');
    box.replaceChildren(...contents(mark));
    const { left, top } = placeOf(mark, box, drawing.clientWidth);
    box.style.left = `${drawing.offsetLeft + left}px`;
    box.style.top = `${drawing.offsetTop + top}px`;
  }

  drawing.addEventListener('pointermove', ({ target }) => {
    const over = target instanceof Element ? target.closest('[data-mark]') : null;
    const index = over ? Number(over.getAttribute('data-mark')) : undefined;
    if (index !== at) go(index);
  });
  drawing.addEventListener('pointerleave', () => go(undefined));
  drawing.addEventListener('focus', () => {
    if (drawing.matches(':focus-visible') && marks.length > 0) go(at ?? 0);
  });
  drawing.addEventListener('blur', () => go(undefined));
  drawing.addEventListener('keydown', (event) => {
    const last = marks.length - 1;
    const step = steps[event.key];
    if (event.key === 'Escape' && at !== undefined) {
      event.stopPropagation();
      return go(undefined);
    }
    const next =
      step !== undefined
        ? Math.min(last, Math.max(0, (at ?? (step > 0 ? -1 : last + 1)) + step))
        : { Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    go(next);
  });
  return {
    box,
    show(fresh) {
      marks = fresh;
      go(undefined);
    },
  };
}

/** Above a mark, below it when there is no room above; or beside it, on the side that has room. */
function placeOf(mark: Mark, box: HTMLElement, width: number): { left: number; top: number } {
  const { offsetWidth, offsetHeight } = box;
  if (mark.beside !== undefined) {
    const right = mark.x + mark.beside;
    const left = right + offsetWidth <= width ? right : Math.max(0, mark.x - mark.beside - offsetWidth);
    return { left, top: 20 };
  }
  const above = mark.y - offsetHeight - 10;
  const left = Math.max(0, Math.min(mark.x - offsetWidth / 2, width - offsetWidth));
  return { left, top: above >= -8 ? above : mark.y + 12 };
}

function contents(mark: Mark): HTMLElement[] {
  const rows = mark.rows.map(({ name, colour, value }) => {
    const swatch = element('span', { class: 'swatch' });
    swatch.style.background = colour;
    return element(
      'span',
      { class: 'readout-row' },
      swatch,
      name && element('span', {}, name),
      element('b', {}, value),
    );
  });
  return [
    element('span', { class: 'unseen' }, wordsOf(mark)),
    element(
      'span',
      { 'aria-hidden': 'true' },
      mark.title && element('span', { class: 'readout-title' }, mark.title),
      ...rows,
    ),
  ];
}
