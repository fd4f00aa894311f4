import type { Special } from './special-words.ts';
import type { Token } from './tokens.ts';
import { notNames, prepositions } from './words.ts';

const mostWords = 8;

/** Reads a text that is looked for: what stands in quotes, or the words up to one that announces something else. */
export function quoteSaid([first, ...others]: readonly Token[]): Special | undefined {
  if (!first) return undefined;
  if (first.quoted) return { value: first.text, words: 1 };
  const end = others.findIndex((it) => it.quoted || it.key !== undefined || isOther(it));
  const words = [first, ...others.slice(0, end < 0 ? undefined : end)].slice(0, mostWords);
  return { value: words.map(({ text }) => text).join(' '), words: words.length };
}

function isOther({ word }: Token): boolean {
  return prepositions.has(word) || notNames.has(word) || word === 'from';
}
