import { fieldsOf } from './field.ts';
import type { Parsed, Said } from './speech.ts';

const because = /^(\s*\S.*?)\s+because[\s:,]+(\S.*)$/is;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const unseen = /[\u0000-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\s]+/g;
/** So much of it is kept. */
const longest = 300;

/**
 * Hears a sentence that ends in "because ...", where what stands before it is a command that takes a reason; undefined
 * for any other, in which the word carries nothing.
 */
export function reasonSaid(text: string, hear: (before: string) => Parsed): Parsed | undefined {
  const [, before, after] = because.exec(text.slice(0, 4_000).toWellFormed()) ?? [];
  const reason = after?.replace(unseen, ' ').trim().slice(0, longest).toWellFormed().trim();
  if (before === undefined || !reason) return undefined;
  const heard = hear(before);
  const full = /^of\s/i.test(reason) ? `because ${reason}`.slice(0, longest).trim() : reason;
  if (heard.kind === 'understood') {
    const { command, input } = withReason(heard, full) ?? {};
    return command && input ? { kind: 'understood', command, input } : undefined;
  }
  if (heard.kind !== 'unsure') return undefined;
  const suggestions = heard.suggestions.flatMap((it) => withReason(it, full) ?? []);
  return suggestions.length > 0 ? { ...heard, suggestions } : undefined;
}

/** As it stands at the end of a sentence. */
export function reasonText(reason: string): string {
  return /^because\s/i.test(reason) ? reason : `because ${reason}`;
}

function withReason({ command, input }: Said, reason: string): Said | undefined {
  const field = fieldsOf(command.input).find(({ is }) => is === 'because');
  return field?.accepts(reason) ? { command, input: { ...input, [field.key]: reason } } : undefined;
}
