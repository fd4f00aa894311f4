import type { Draft } from './bind.ts';
import type { NamedField } from './field.ts';
import { hasRoom, take } from './take.ts';
import type { Token } from './tokens.ts';
import { fillers } from './words.ts';

/** Gives the words that stand alone to the fields that may stand alone, both in their order. */
export function bareWords(draft: Draft): void {
  for (const [n, token] of draft.tokens.entries()) {
    if (!draft.open[n] || token.key !== undefined) continue;
    if (!token.quoted && fillers.has(token.word)) continue;
    draft.grammar.fields
      .filter((field) => standsAlone(field, token) && hasRoom(field, draft))
      .some((field) => take(field, n, draft, false));
  }
}

function standsAlone({ bare }: NamedField, { text }: Token): boolean {
  return bare instanceof RegExp ? bare.test(text) : bare === true;
}
