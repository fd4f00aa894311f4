import { editDistance } from '../../../model/closest.ts';
import type { AnyCommand } from '../../command.ts';
import { type Order, orderSaid } from './order-said.ts';

const firstWord = /^([a-z]{4,20})(?=[\s:#\d])/i;

/** The order that a misspelt verb meant, when all that follows it fits ("acknowlege 12"); it is asked, never taken. */
export function misspeltOrder(
  text: string,
  orders: readonly Order[],
): { command: AnyCommand; input: Record<string, unknown> } | undefined {
  const said = text.trim();
  const word = firstWord.exec(said)?.[1]?.toLowerCase();
  if (word === undefined) return undefined;
  const near = orders
    .flatMap(({ command }) => [command.name, ...command.synonyms])
    .filter((verb) => verb.length >= 4 && !verb.includes(' '))
    .map((verb) => ({ verb, distance: editDistance(word, verb) }))
    .filter(({ distance }) => distance > 0 && distance <= (word.length >= 8 ? 2 : 1))
    .sort((a, b) => a.distance - b.distance);
  for (const { verb } of near) {
    const meant = orderSaid(`${verb}${said.slice(word.length)}`, orders);
    if (meant?.left.length === 0 && Object.keys(meant.input).length > 0) return meant;
  }
  return undefined;
}
