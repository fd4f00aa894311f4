import type { Draft } from './bind.ts';
import type { NamedField } from './field.ts';
import { take } from './take.ts';
import type { Token } from './tokens.ts';
import { articles, fillers, prepositions } from './words.ts';

/** Takes "cluster=x", "cluster x", "x cluster" and "in x". */
export function keyedWords(draft: Draft): void {
  for (const n of draft.tokens.keys()) pair(n, draft);
  for (const n of draft.tokens.keys()) keyWord(n, draft);
  for (const n of draft.tokens.keys()) preposition(n, draft);
}

/** cluster=prod-weu and cluster:prod-weu. */
function pair(n: number, draft: Draft): void {
  const token = draft.tokens[n];
  if (!token) return;
  const colon = token.key === undefined && !token.quoted ? /^([a-z]+):(.+)$/i.exec(token.text) : null;
  const key = token.key ?? colon?.[1]?.toLowerCase();
  const field = key === undefined ? undefined : byKey(key, draft);
  if (!field) return;
  const value = colon?.[2] ?? token.text;
  take(
    field,
    n,
    { ...draft, tokens: draft.tokens.with(n, { ...token, text: value, word: value.toLowerCase() }) },
    true,
  );
}

/** "cluster prod-weu", and "the prod-weu cluster" when a preposition or an article stands before it or nothing follows. */
function keyWord(n: number, draft: Draft): void {
  const token = draft.tokens[n];
  const field = token && open(n, draft) && !token.quoted ? byKey(token.word, draft) : undefined;
  if (!field) return;
  draft.open[n] = false;
  const next = afterArticles(n + 1, draft);
  const before = draft.tokens[n - 2];
  const introduced =
    before !== undefined && !before.quoted && (prepositions.has(before.word) || articles.has(before.word));
  const order = introduced ? [n - 1, next] : [next, n - 1];
  if (!order.some((at) => nameable(at, draft) && take(field, at, draft, true))) draft.lone.push(token?.word ?? '');
}

function preposition(n: number, draft: Draft): void {
  const token = draft.tokens[n];
  if (!token || token.quoted || token.key !== undefined) return;
  const fields = draft.grammar.fields.filter((field) => field.after?.includes(token.word));
  const next = afterArticles(n + 1, draft);
  if (nameable(next, draft)) fields.some((field) => take(field, next, draft, true));
}

function byKey(key: string, draft: Draft): NamedField | undefined {
  return draft.grammar.fields.find((field) => field.keys?.includes(key));
}

function afterArticles(from: number, draft: Draft): number {
  let n = from;
  while (isArticle(draft.tokens[n])) n++;
  return n;
}

function isArticle(token: Token | undefined): boolean {
  return token !== undefined && !token.quoted && token.key === undefined && articles.has(token.word);
}

function open(n: number, draft: Draft): boolean {
  return draft.open[n] === true && draft.tokens[n]?.key === undefined;
}

/** A word that may be a name here: nobody took it, and it says nothing else. */
function nameable(n: number, draft: Draft): boolean {
  const token = draft.tokens[n];
  if (!token || !open(n, draft)) return false;
  return token.quoted || (!fillers.has(token.word) && !byKey(token.word, draft));
}
