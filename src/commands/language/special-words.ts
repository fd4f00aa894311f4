import type { Field } from './field.ts';
import { quoteSaid } from './quote-said.ts';
import { spanSaid, spanText } from './span-said.ts';
import type { Token } from './tokens.ts';

const numbers = 'zero one two three four five six seven eight nine ten'.split(' ');
const amount = /^(\d{1,7}(?:\.\d{1,3})?)(Mi|MiB|M|MB|Gi|GiB|G|GB)?$/i;
const unit = /^(?:Mi|MiB|M|MB|Gi|GiB|G|GB)$/i;
const tag = /^(?:\w[\w.-]{0,127}|sha256:[0-9a-f]{64})$/;

/** What a field of a special kind makes of the words from one on: its value, and how many words it takes. */
export interface Special {
  value: number | string;
  words: number;
}

/** Whether words of this kind look like nothing else, so that such fields choose before names do. */
export function isSpecial({ is }: Pick<Field, 'is'>): boolean {
  return is === 'count' || is === 'memory' || is === 'tag' || is === 'span' || is === 'quote';
}

/** Reads a count ("5", "zero", "90%"), an amount of memory ("512Mi", "1.5 GB"; MiB), a tag, a span or a quote at the front of some words. */
export function specialSaid(is: Field['is'], words: readonly Token[]): Special | undefined {
  const [first, second] = words;
  if (!first) return undefined;
  if (is === 'span') return spanSaid(first, second);
  if (is === 'quote') return quoteSaid(words);
  if (is === 'tag') return tag.test(first.text) ? { value: first.text, words: 1 } : undefined;
  if (is === 'count') {
    const word = numbers.indexOf(first.word);
    if (word >= 0) return { value: word, words: 1 };
    return /^\d{1,6}%?$/.test(first.text) ? { value: Number(first.text.replace('%', '')), words: 1 } : undefined;
  }
  if (is !== 'memory') return undefined;
  const [, number, own] = amount.exec(first.text) ?? [];
  const behind = own === undefined && second && !second.quoted && unit.test(second.text) ? second.text : undefined;
  const said = own ?? behind;
  // A number alone may be bytes, mebibytes or gibibytes: it is asked for.
  if (number === undefined || said === undefined) return undefined;
  const mebibytes = Number(number) * (/^g/i.test(said) ? 1024 : 1);
  return { value: Math.round(mebibytes), words: behind === undefined ? 1 : 2 };
}

/** As a person says such a value. */
export function specialText(is: Field['is'], value: unknown): string {
  if (is === 'span') return spanText(String(value));
  if (is === 'quote') return `"${String(value).replaceAll('"', '')}"`;
  return is === 'memory' ? `${String(value)}Mi` : String(value);
}
