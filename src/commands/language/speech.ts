import type { AnyCommand } from '../command.ts';
import { languageOf } from './grammar.ts';
import { parse } from './parse.ts';
import { sentenceOf } from './sentence.ts';

/** A command with what was said for it: not filled from the thread, not validated. */
export interface Said {
  command: AnyCommand;
  input: Record<string, unknown>;
}

/** What a sentence turned out to mean. */
export type Parsed =
  | ({ kind: 'understood' } & Said)
  /** `left`: words that were not understood. */
  | { kind: 'unsure'; suggestions: Said[]; left: string[] }
  | { kind: 'unknown'; left: string[] }
  /** Nothing was said but words that carry nothing. */
  | { kind: 'nothing' };

/** Reads sentences, and says what was understood. */
export interface Speech {
  parse(text: string): Parsed;
  sentenceOf(said: Said): string;
}

/** The language of these commands. */
export function createSpeech(commands: readonly AnyCommand[]): Speech {
  const language = languageOf(commands);
  return { parse: (text) => parse(text, language), sentenceOf: (said) => sentenceOf(said, language) };
}
