import type { Card } from '../model/card.ts';

/** What Teams takes in one activity, in bytes of UTF-16. */
export const budgetBytes = 80_000;

/** Room for what surrounds the card in its activity: addresses, ids, the summary, mentions. */
const envelopeBytes = 8_000;

const texts = new WeakMap<object, string>();

/** A finished card's JSON as text, made once, however many look at it: a card is not changed after it was rendered. */
export function textOf(json: object): string {
  const text = texts.get(json) ?? JSON.stringify(json);
  texts.set(json, text);
  return text;
}

/** Bytes of an activity, or of a part of one, as Teams counts them: its JSON in UTF-16. */
export function activityBytes(activity: unknown): number {
  return JSON.stringify(activity).length * 2;
}

/** Builds a card with lists of `most` items, and with ever shorter ones until Teams takes it. */
export function fitted(most: number, build: (most: number) => Card): Card {
  const card = build(most);
  if (most === 0 || textOf(card.json).length * 2 <= budgetBytes - envelopeBytes) return card;
  return fitted(Math.floor(most / 2), build);
}
