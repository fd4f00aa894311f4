import { element } from './element.ts';

/** How long Teams shows that somebody types, in milliseconds, when nothing follows. */
export const typingMs = 3_000;

/** The line that says that the bot types or works. */
export function typingLine(words: string): HTMLElement {
  const dots = element('span', { class: 'dots', 'aria-hidden': 'true' }, ...[0, 1, 2].map(() => element('i')));
  return element('p', { class: 'typing', role: 'status' }, dots, words);
}

/** Whether a card says that something goes on: a ring, or a bar without a value. */
export function isUnderWay(card: unknown): boolean {
  if (typeof card !== 'object' || card === null) return false;
  const { type, value } = card as { type?: unknown; value?: unknown };
  if (type === 'ProgressRing' || (type === 'ProgressBar' && value === undefined)) return true;
  return Object.values(card).some((it) => (Array.isArray(it) ? it.some(isUnderWay) : isUnderWay(it)));
}
