import type { AnyCommand } from '../command.ts';
import { fieldsOf, type NamedField } from './field.ts';
import { isOrderField, type Order, ordersOf, verbOf } from './orders/order-said.ts';
import { type Phrase, phraseOf } from './phrase.ts';
import { fillers } from './words.ts';

/** A command as the parser sees it. */
export interface Grammar {
  command: AnyCommand;
  fields: NamedField[];
  /** Its name and synonyms, longest first. */
  phrases: Phrase[];
  /** The ways to say the values of its choices, longest phrase first. */
  choices: Choice[];
}

/** One way to say one value of one field. */
export interface Choice {
  field: NamedField;
  /** Undefined for words that choose nothing. */
  value: string | undefined;
  /** Lower is more specific. */
  rank: number;
  phrase: Phrase;
}

/** All that can be said, and the words that it is said with. */
export interface Language {
  grammars: Grammar[];
  /** Those that are said by their verb first, with what follows read from its front. */
  orders: Order[];
  /** Longer verbs of the others: "undo rollout" is not "undo". */
  rivals: RegExp[];
  /** Words that alone mean a command; as a name they need quotes. */
  verbs: ReadonlySet<string>;
  /** Words that ask for help; in another command they are mere politeness ("help me find out why"). */
  polite: ReadonlySet<string>;
  /** Words of our own that a misspelt word may have meant. */
  known: ReadonlySet<string>;
}

/** Reads the language from the commands' own names and schemas. */
export function languageOf(all: readonly AnyCommand[]): Language {
  const names = Object.fromEntries(all.map((it) => [it.name, [it.name, ...it.synonyms]]));
  const commands = all.filter(({ input }) => !fieldsOf(input).every(isOrderField));
  const grammars = commands.map((command) => {
    const fields = fieldsOf(command.input).map((field) => (field.is === 'verb' ? { ...field, words: names } : field));
    return {
      command,
      fields,
      phrases: [command.name, ...command.synonyms].map(phraseOf).sort(longerFirst),
      choices: fields.flatMap(choicesOf),
    };
  });
  const phrases = commands.flatMap((it) => [it.name, ...it.synonyms]);
  const spoken = grammars
    .flatMap((it) => it.fields)
    .filter(({ is }) => is !== 'verb')
    .flatMap((field) => [...(field.keys ?? []), ...Object.values(field.words ?? {}).flat(), ...(field.idle ?? [])]);
  return {
    grammars,
    orders: ordersOf(all),
    rivals: grammars.flatMap((it) =>
      it.phrases.filter(({ words }) => words.length > 1).map(({ words }) => verbOf(words.join(' '))),
    ),
    verbs: new Set(phrases.filter((phrase) => !phrase.includes(' '))),
    polite: new Set(
      grammars
        .filter((it) => it.fields.some((field) => field.is === 'verb'))
        .flatMap((it) => it.phrases.map((phrase) => phrase.words.join(' '))),
    ),
    known: new Set(
      [...phrases, ...spoken]
        .flatMap((phrase) => phrase.toLowerCase().split(' '))
        .filter((word) => word.length > 2 && !fillers.has(word)),
    ),
  };
}

function choicesOf(field: NamedField): Choice[] {
  const ways = Object.entries(field.words ?? {}).flatMap(([value, said], rank) =>
    said.map((way) => ({ field, value, rank, phrase: phraseOf(way) })),
  );
  const idle = (field.idle ?? []).map((way) => ({
    field,
    value: undefined,
    rank: Number.POSITIVE_INFINITY,
    phrase: phraseOf(way),
  }));
  return [...ways, ...idle].sort((a, b) => longerFirst(a.phrase, b.phrase));
}

function longerFirst(a: Phrase, b: Phrase): number {
  return b.words.length - a.words.length || b.joined.length - a.joined.length;
}
