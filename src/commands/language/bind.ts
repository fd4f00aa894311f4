import { bareWords } from './bare-words.ts';
import type { Grammar, Language } from './grammar.ts';
import { keyedWords } from './keyed-words.ts';
import { type Span, spansOf } from './phrase.ts';
import type { Token } from './tokens.ts';
import { fillers } from './words.ts';

/** One way to read a sentence as one command. */
export interface Reading {
  grammar: Grammar;
  /** What was said, by field; not validated yet. */
  input: Record<string, unknown>;
  /** Words that found no place. */
  left: Token[];
  /** How many words were passed over as mere politeness ("help me"). */
  polite: number;
  /** Places of words that were taken for names by their position alone. */
  guessed: number[];
}

/** The work on a reading: words that no field took yet are open. */
export interface Draft extends Reading {
  tokens: readonly Token[];
  open: boolean[];
  /** Keys that stand without a name. */
  lone: string[];
  language: Language;
}

/** Reads the words around the verb as the command's fields: first what is certain, then by position. */
export function bind(grammar: Grammar, tokens: readonly Token[], verb: Span | undefined, language: Language): Reading {
  const open = tokens.map((_, n) => verb === undefined || n < verb.from || n >= verb.to);
  const draft: Draft = { grammar, input: {}, left: [], polite: 0, guessed: [], tokens, open, lone: [], language };
  chosenWords(draft);
  keyedWords(draft);
  bareWords(draft);
  loneKeys(draft);
  const unheard = tokens.filter((token, n) => open[n] && !isFiller(token) && !isAgain(token, grammar));
  const left = unheard.filter((token) => !isPolite(token, draft));
  return { ...draft, left, polite: unheard.length - left.length };
}

/** Takes every way to say one of a field's values; of several, the most specific counts ("failing, OOMKilled"). */
function chosenWords(draft: Draft): void {
  const best = new Map<string, number>();
  for (const { field, value, rank, phrase } of draft.grammar.choices) {
    for (const span of spansOf(phrase, draft.tokens, draft.open)) {
      draft.open.fill(false, span.from, span.to);
      if (value === undefined || rank >= (best.get(field.key) ?? Number.POSITIVE_INFINITY)) continue;
      best.set(field.key, rank);
      draft.input[field.key] = field.is === 'flag' ? true : value;
    }
  }
}

/** "what is wrong with the cluster": where nothing is named, a key alone may choose something. */
function loneKeys({ grammar, input, lone }: Draft): void {
  if (grammar.fields.some(({ is, key }) => is !== 'choice' && is !== 'flag' && input[key] !== undefined)) return;
  for (const { key, alone } of grammar.fields) {
    const chosen = lone.find((word) => alone?.[word] !== undefined);
    if (chosen !== undefined && input[key] === undefined) input[key] = alone?.[chosen];
  }
}

function isFiller(token: Token): boolean {
  return !token.quoted && token.key === undefined && fillers.has(token.word);
}

/** Another word for the same command ("use prod-weu as default"). */
function isAgain({ joined }: Token, { phrases }: Grammar): boolean {
  return joined !== undefined && phrases.some((phrase) => phrase.words.length === 1 && phrase.joined === joined);
}

function isPolite(token: Token, { language, grammar }: Draft): boolean {
  const bare = !token.quoted && token.key === undefined;
  return bare && language.polite.has(token.word) && !grammar.fields.some((field) => field.is === 'verb');
}
