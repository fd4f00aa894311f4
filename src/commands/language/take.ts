import type { Draft } from './bind.ts';
import type { NamedField } from './field.ts';
import { isSpecial, specialSaid } from './special-words.ts';
import { notNames } from './words.ts';

/** Whether a field has no value yet, or room for one more. */
export function hasRoom(field: NamedField, draft: Draft): boolean {
  const value = draft.input[field.key];
  return value === undefined || (Array.isArray(value) && value.length < 2);
}

/** Gives word n to the field if its text can be such a thing. `sure` when a key or a preposition announced it. */
export function take(field: NamedField, n: number, draft: Draft, sure: boolean): boolean {
  const token = draft.tokens[n];
  if (!token || !hasRoom(field, draft)) return false;
  // Quotes make a name of everything.
  if (isSpecial(field))
    return (sure || !token.quoted) && (sure || field.is !== 'quote') && takeSpecial(field, n, draft);
  // "#12" is how an incident is written.
  const text = token.quoted ? token.text : token.text.replace(/'s$/i, '').replace(/^#(?=\d+$)/, '');
  if (!token.quoted && (notNames.has(token.word) || (!sure && draft.language.verbs.has(token.word)))) return false;
  if (field.is === 'places' && !token.quoted && /^\d+$/.test(text)) return false;
  const taken = takeParts(field, field.is === 'image' ? [text] : text.toLowerCase().split('/'), draft);
  if (taken) draft.open[n] = false;
  if (taken && !sure && !token.quoted) draft.guessed.push(n);
  return taken;
}

/** A count, an amount or a tag: it may be two words, "512 Mi". */
function takeSpecial(field: NamedField, n: number, draft: Draft): boolean {
  const taken = draft.open.findIndex((open, m) => m > n && !open);
  const special = specialSaid(field.is, draft.tokens.slice(n, taken < 0 ? undefined : taken));
  if (!special || !put({ [field.key]: special.value }, draft)) return false;
  draft.open.fill(false, n, n + special.words);
  return true;
}

/** "shop/payments-api" and "deploy/payments-api": the earlier parts are choices, or the fields that the path names. */
function takeParts(field: NamedField, parts: string[], draft: Draft): boolean {
  if (field.is === 'places')
    return put({ [field.key]: [...((draft.input[field.key] as string[] | undefined) ?? []), ...parts] }, draft);
  if (field.is !== 'name' && field.is !== 'image') return false;
  const found: Record<string, unknown> = { [field.key]: parts.at(-1) };
  const path = [...(field.path ?? [])];
  for (const part of parts.slice(0, -1).reverse()) {
    const choice = choiceOf(part, draft);
    const key = choice?.key ?? path.pop();
    if (key === undefined) return false;
    found[key] = choice?.value ?? part;
  }
  return put(found, draft);
}

/** Adds the values when the command's schema takes every one of them. */
function put(values: Record<string, unknown>, draft: Draft): boolean {
  if (
    !Object.entries(values).every(([key, value]) =>
      draft.grammar.fields.some((field) => field.key === key && field.accepts(value)),
    )
  )
    return false;
  Object.assign(draft.input, values);
  return true;
}

function choiceOf(word: string, draft: Draft): { key: string; value: string } | undefined {
  for (const field of draft.grammar.fields) {
    if (field.is !== 'choice') continue;
    for (const [value, said] of Object.entries(field.words ?? {})) {
      if (said.some((way) => way.toLowerCase() === word)) return { key: field.key, value };
    }
  }
  return undefined;
}
