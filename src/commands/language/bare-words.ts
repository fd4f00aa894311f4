import type { Draft } from './bind.ts';
import type { NamedField } from './field.ts';
import { isSpecial } from './special-words.ts';
import { hasRoom, take } from './take.ts';
import type { Token } from './tokens.ts';
import { fillers } from './words.ts';

/** Gives the words that stand alone to the fields that may stand alone, both in their order; counts and the like go first. */
export function bareWords(draft: Draft): void {
  const fields = draft.grammar.fields.toSorted((a, b) => Number(isSpecial(b)) - Number(isSpecial(a)));
  for (const [n, token] of draft.tokens.entries()) {
    if (!draft.open[n] || token.key !== undefined) continue;
    if (!token.quoted && fillers.has(token.word)) continue;
    // "to many" announced a number, and is no name.
    const before = draft.tokens[n - 1]?.word ?? '';
    if (fields.some((field) => isSpecial(field) && field.after?.includes(before) && hasRoom(field, draft))) continue;
    fields
      .filter((field) => standsAlone(field, token) && hasRoom(field, draft))
      .some((field) => take(field, n, draft, false));
  }
}

function standsAlone({ bare }: NamedField, { text }: Token): boolean {
  return bare instanceof RegExp ? bare.test(text) : bare === true;
}
