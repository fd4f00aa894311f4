import type { Token } from './tokens.ts';

/** Words that stand side by side, from (inclusive) to (exclusive). */
export interface Span {
  from: number;
  to: number;
}

/** A phrase, ready to be looked for. */
export interface Phrase {
  words: readonly string[];
  joined: string;
}

/** Lower case, by its words. */
export function phraseOf(text: string): Phrase {
  const words = text.toLowerCase().split(' ');
  return { words, joined: words.join('') };
}

/** Every place where the phrase stands in open words; "cluster-health" and "clusterhealth" count as "cluster health". */
export function spansOf({ words, joined }: Phrase, tokens: readonly Token[], open?: readonly boolean[]): Span[] {
  const said = wordsOf(tokens);
  // Nearly every phrase is in no sentence.
  if (!said.has(joined) && !(words.length > 1 && words.every((word) => said.has(word)))) return [];
  const spans: Span[] = [];
  for (const [from, token] of tokens.entries()) {
    if (open?.[from] === false) continue;
    if (token.joined === joined) spans.push({ from, to: from + 1 });
    else if (words.length > 1 && words.every((word, n) => isWord(word, tokens[from + n]) && open?.[from + n] !== false))
      spans.push({ from, to: from + words.length });
  }
  return spans;
}

const wordsIn = new WeakMap<readonly Token[], ReadonlySet<string>>();

/** All that a phrase may be made of in these tokens. */
function wordsOf(tokens: readonly Token[]): ReadonlySet<string> {
  const known = wordsIn.get(tokens);
  if (known) return known;
  const said = new Set(tokens.flatMap(({ word, joined }) => (joined === undefined ? [] : [word, joined])));
  wordsIn.set(tokens, said);
  return said;
}

function isWord(word: string, token: Token | undefined): boolean {
  return token?.joined !== undefined && token.word === word;
}
