import type { Special } from './special-words.ts';
import type { Token } from './tokens.ts';

const unit = '(m|min|mins|minutes?|h|hr|hrs|hours?|d|days?|w|weeks?)';
const joined = new RegExp(`^(\\d{1,4})${unit}$`, 'i');
const alone = new RegExp(`^${unit}$`, 'i');
const clock = /^(?:[01]?\d|2[0-3]):[0-5]\d$/;
const days = /^(?:today|yesterday)$/i;

/**
 * Reads a stretch of time at the front of some words: "6h", "30 minutes", "hour" (of "the last hour"); "14:00" and
 * "yesterday" are where it begins. Gives "6h", "14:00", "yesterday".
 */
export function spanSaid(first: Token, second: Token | undefined): Special | undefined {
  if (first.quoted) return undefined;
  if (clock.test(first.text)) return { value: first.text.padStart(5, '0'), words: 1 };
  if (days.test(first.text)) return { value: first.word, words: 1 };
  const [, count, of] = joined.exec(first.text) ?? [];
  if (count !== undefined && of !== undefined) return length(count, of, 1);
  const [, apart] = (second && !second.quoted && alone.exec(second.text)) || [];
  if (/^\d{1,4}$/.test(first.text) && apart !== undefined) return length(first.text, apart, 2);
  const [, single] = (first.text.length > 1 && alone.exec(first.text)) || [];
  return single === undefined ? undefined : length('1', single, 1);
}

/** As a person says it. */
export function spanText(span: string): string {
  return /^\d+[mhdw]$/.test(span) ? `last ${span}` : `since ${span}`;
}

function length(count: string, of: string, words: number): Special | undefined {
  const number = Number(count);
  return number > 0 ? { value: `${number}${of.charAt(0).toLowerCase()}`, words } : undefined;
}
