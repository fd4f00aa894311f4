import { bind, type Reading } from './bind.ts';
import { missingFields } from './field.ts';
import type { Grammar, Language } from './grammar.ts';
import { spansOf } from './phrase.ts';
import type { Token } from './tokens.ts';

/** A reading with what speaks against it: 0 is a sentence whose every word found its place. */
export interface Weighed extends Reading {
  cost: number;
  /** No verb was said, but a word that only this command knows. */
  implied: boolean;
  /** Keys of required fields that were not said. */
  missing: string[];
}

/** Every way to read the sentence as a command whose verb, or whose tell-tale word, was said; the best first. */
export function readings(tokens: readonly Token[], language: Language): Weighed[] {
  const found = language.grammars.flatMap((grammar) => {
    const spans = grammar.phrases.flatMap((phrase) => spansOf(phrase, tokens));
    const longest = spans.filter(
      (span) =>
        !spans.some(
          (other) =>
            other !== span &&
            other.from <= span.from &&
            other.to >= span.to &&
            other.to - other.from > span.to - span.from,
        ),
    );
    const said = longest.map((span) => ({
      reading: weigh(bind(grammar, tokens, span, language)),
      against: span.from / 1000 - (span.to - span.from) / 100,
    }));
    if (said.length > 0 || !grammar.fields.some((field) => field.implies)) return said;
    const silent = weigh(bind(grammar, tokens, undefined, language));
    const alone = silent.left.length === 0 && Object.keys(silent.input).every((key) => isChoice(grammar, key));
    const told = grammar.fields.some((field) => field.implies && silent.input[field.key] !== undefined);
    const implied = told && (silent.missing.length === 0 || alone);
    return implied ? [{ reading: { ...silent, implied }, against: 1 }] : [];
  });
  return found
    .map(({ reading, against }) => ({ ...reading, cost: reading.cost + against }))
    .sort((a, b) => a.cost - b.cost);
}

/** Counts what is missing and what is left over. */
export function weigh(reading: Reading): Weighed {
  const missing = missingFields(reading.grammar.command, reading.input).map((field) => field.key);
  return { ...reading, implied: false, missing, cost: reading.left.length * 2 + missing.length + reading.polite / 2 };
}

function isChoice({ fields }: Grammar, key: string): boolean {
  return fields.some((field) => field.key === key && field.is === 'choice');
}
