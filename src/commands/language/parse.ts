import type { AnyCommand } from '../command.ts';
import { bind } from './bind.ts';
import { corrected } from './corrected.ts';
import { type Language, languageOf } from './grammar.ts';
import { readings, type Weighed, weigh } from './readings.ts';
import { type Token, tokens } from './tokens.ts';
import { fillers } from './words.ts';

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

/** Reads sentences in the language of these commands; it knows their schemas and nothing else of them. */
export function createParser(commands: readonly AnyCommand[]): (text: string) => Parsed {
  const language = languageOf(commands);
  return (text) => parse(tokens(text), language);
}

function parse(said: readonly Token[], language: Language): Parsed {
  const [best] = readings(said, language);
  if (!best && said.every((token) => !token.quoted && token.key === undefined && fillers.has(token.word)))
    return { kind: 'nothing' };
  const better = corrected(said, language);
  if (better && isBetter(better, best, said)) {
    const literal = best && complete(best) ? [best] : [];
    return { kind: 'unsure', suggestions: different([better, ...literal].map(meaning)), left: [] };
  }
  if (!best) return withoutVerb(said, language);
  if (best.left.length > 0)
    return { kind: 'unsure', suggestions: [meaning(best)], left: best.left.map((it) => it.text) };
  return { kind: 'understood', ...meaning(best) };
}

/** A correction is better when it explains more, or as much where a long enough word was only guessed to be a name. */
function isBetter(better: Weighed, best: Weighed | undefined, said: readonly Token[]): boolean {
  if (better.left.length > 0) return false;
  if (!best || better.cost + 0.5 < best.cost) return true;
  const kept = new Set(better.guessed);
  const repaired = best.guessed.filter((n) => !kept.has(n) && (said[n]?.word.length ?? 0) >= 5);
  return complete(better) && repaired.length > 0 && better.cost < best.cost + 0.5;
}

/** Names alone: whatever could be asked about them is offered. */
function withoutVerb(said: readonly Token[], language: Language): Parsed {
  const possible = language.grammars
    .map((grammar) => weigh(bind(grammar, said, undefined, language)))
    .filter(
      (it) =>
        complete(it) &&
        it.grammar.fields.some((field) => field.bare && field.is !== 'verb' && it.input[field.key] !== undefined),
    );
  if (said.length > 2 || possible.length === 0) return { kind: 'unknown', left: said.map((it) => it.text) };
  return { kind: 'unsure', suggestions: possible.map(meaning), left: [] };
}

function complete(reading: Weighed): boolean {
  return reading.left.length === 0 && reading.missing.length === 0;
}

function meaning(reading: Weighed): Said {
  return { command: reading.grammar.command, input: reading.input };
}

function different(all: Said[]): Said[] {
  const text = ({ command, input }: Said) => JSON.stringify([command.name, Object.entries(input).sort()]);
  return all.filter((it, n) => all.findIndex((other) => text(other) === text(it)) === n);
}
