import { byId } from './element.ts';

/** Wires buttons with the role of a tab: one panel shows at a time, the arrow keys go from tab to tab. */
export function tabs(ids: readonly string[]): void {
  const choose = (chosen: string, focus: boolean) => {
    for (const id of ids) {
      const tab = byId(id);
      tab.setAttribute('aria-selected', String(id === chosen));
      tab.tabIndex = id === chosen ? 0 : -1;
      byId(tab.getAttribute('aria-controls') ?? '').hidden = id !== chosen;
    }
    if (focus) byId(chosen).focus();
  };
  for (const [index, id] of ids.entries()) {
    byId(id).addEventListener('click', () => choose(id, false));
    byId(id).addEventListener('keydown', ({ key }) => {
      const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
      const next = ids[(index + step + ids.length) % ids.length];
      if (step !== 0 && next) choose(next, true);
    });
  }
}
