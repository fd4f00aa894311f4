import { commands } from '../../../src/commands/dialogue.ts';
import { createSpeech } from '../../../src/commands/language/speech.ts';

const { parse, sentenceOf } = createSpeech(commands);

/** What a sentence is understood as, as one line: a command, "? a | b" for suggestions, "?" for nothing known. */
export function heard(text: string): string {
  const parsed = parse(text);
  if (parsed.kind === 'understood') return sentenceOf(parsed);
  if (parsed.kind !== 'unsure') return parsed.kind === 'nothing' ? '' : '?';
  const left = parsed.left.length > 0 ? ` (not: ${parsed.left.join(' ')})` : '';
  return `? ${parsed.suggestions.map(sentenceOf).join(' | ')}${left}`;
}
