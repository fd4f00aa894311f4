import { fingerprint } from './fingerprint.ts';

/** Longest identity that is kept as it is: databases index no longer ones. */
const longest = 400;

/** A source's own identity as one that can be stored; a very long one by its fingerprint. */
export function identityOf(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a NUL would make PostgreSQL refuse the row.
  return text.length > longest ? fingerprint({ text }) : text.replace(/[\u0000-\u001f]/g, ' ');
}
