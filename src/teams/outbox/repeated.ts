import type { Card } from '../../model/card.ts';

/** The same card, saying that it may stand there a second time: its first sending was never answered. */
export function repeated(card: Card): Card {
  const body = Array.isArray(card.json.body) ? (card.json.body as unknown[]) : [];
  const mark = {
    type: 'TextBlock',
    text: 'This may be a second copy: the first was sent, and Teams never said whether it arrived.',
    isSubtle: true,
    size: 'Small',
    wrap: true,
  };
  return { ...card, json: { ...card.json, body: [...body, mark] } };
}
