import type { Card } from '../../model/card.ts';

/** The first half of a card that was too large for Teams, with its buttons, saying so; undefined when there is nothing to leave out. */
export function shortened(card: Card): Card | undefined {
  const all = Array.isArray(card.json.body) ? (card.json.body as unknown[]) : [];
  const body = all.filter((it) => !isMark(it));
  if (body.length < 2) return undefined;
  return { ...card, json: { ...card.json, body: [...body.slice(0, Math.ceil(body.length / 2)), mark] } };
}

const mark = {
  type: 'TextBlock',
  text: 'Shortened: Teams took no longer message.',
  isSubtle: true,
  size: 'Small',
  wrap: true,
};

function isMark(it: unknown): boolean {
  return typeof it === 'object' && it !== null && 'text' in it && it.text === mark.text;
}
