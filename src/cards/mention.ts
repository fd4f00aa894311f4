import type { Card } from '../model/card.ts';
import type { Person } from '../model/incident.ts';

/** A person as a card calls them: the text for a TextBlock, and what Teams wants beside it to make a mention of it. */
export interface Mention {
  text: string;
  entity: { type: 'mention'; text: string; mentioned: { id: string; name: string } };
}

const objectId = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const longest = 80;

/**
 * A mention of a person with an Entra object id; undefined for anybody else, who can only be named. The one place that
 * writes the tag of a mention: Teams reads markdown there, so of the name only what makes a name is left.
 */
export function mentionOf({ objectId: id, name }: Person): Mention | undefined {
  const shown = nameOnly(name);
  if (!objectId.test(id) || shown === '') return undefined;
  const text = `<at>${shown}</at>`;
  return { text, entity: { type: 'mention', text, mentioned: { id, name: shown } } };
}

/** The card with its mentions; each one's text has to stand in a TextBlock of it. */
export function withMentions(card: Card, mentions: readonly Mention[]): Card {
  if (mentions.length === 0) return card;
  const { msteams, ...json } = card.json as { msteams: Record<string, unknown> };
  return { ...card, json: { ...json, msteams: { ...msteams, entities: mentions.map(({ entity }) => entity) } } };
}

/** Letters, digits, and the marks that stand inside names; a dot only where a word ends, as else it makes an address. */
function nameOnly(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}.,'’ -]/gu, ' ')
    .replace(/\.(?=\S)/gu, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/\s+/gu, ' ')
    .slice(0, longest)
    .toWellFormed()
    .trim();
}
