import { commands } from '../../../src/commands/dialogue.ts';
import { createParser } from '../../../src/commands/language/parse.ts';
import { sentenceOf } from '../../../src/commands/language/sentence.ts';

const parse = createParser(commands);

/** What a sentence is understood as, as one line: a command, "? a | b" for suggestions, "?" for nothing known. */
export function heard(text: string): string {
  const parsed = parse(text);
  if (parsed.kind === 'understood') return sentenceOf(parsed);
  if (parsed.kind !== 'unsure') return parsed.kind === 'nothing' ? '' : '?';
  const left = parsed.left.length > 0 ? ` (not: ${parsed.left.join(' ')})` : '';
  return `? ${parsed.suggestions.map(sentenceOf).join(' | ')}${left}`;
}
