import { editDistance } from '../../model/closest.ts';
import type { Language } from './grammar.ts';
import { readings, type Weighed } from './readings.ts';
import type { Token } from './tokens.ts';
import { commonNames, fillers, notNames } from './words.ts';

const plainWord = /^[a-z]{3,}$/;

/** The best reading of the sentence with misspelt words of our own put right; undefined when nothing looks misspelt. */
export function corrected(tokens: readonly Token[], language: Language): Weighed | undefined {
  const repairs = tokens.flatMap((token, n) => nearest(token, language).map((word) => ({ n, word })));
  if (repairs.length === 0) return undefined;
  const first = repairs.filter(({ n }, index) => repairs.findIndex((other) => other.n === n) === index);
  // All at once goes before one at a time: of readings that cost the same, the one with the fewest slips left was meant.
  const attempts = [first, ...repairs.slice(0, 12).map((it) => [it])];
  const found = attempts.flatMap((attempt) => readings(attempt.reduce(repaired, tokens), language).slice(0, 1));
  return found.sort((a, b) => a.cost - b.cost)[0];
}

function repaired(tokens: readonly Token[], { n, word }: { n: number; word: string }): readonly Token[] {
  const token = tokens[n];
  return token
    ? tokens.with(n, token.key === undefined ? { ...token, text: word, word, joined: word } : { ...token, key: word })
    : tokens;
}

/** Whether a word that is meant as a name would be taken for a slip of a word of ours. */
export function isSlip(word: string, language: Language): boolean {
  return nearest({ text: word, word, quoted: false }, language).length > 0;
}

/** Words of our own that this word, or its key, is one slip away from (two when it is long), nearest first. */
function nearest(token: Token, { known }: Language): string[] {
  const word = token.key ?? token.word;
  if (
    (token.quoted && token.key === undefined) ||
    !plainWord.test(word) ||
    known.has(word) ||
    fillers.has(word) ||
    commonNames.has(word) ||
    notNames.has(word)
  )
    return [];
  const allowed = word.length >= 8 ? 2 : 1;
  return [...known]
    .filter((it) => Math.abs(it.length - word.length) <= allowed)
    .map((it) => ({ it, distance: editDistance(word, it) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ it }) => it);
}
