import { fingerprint } from './fingerprint.ts';

/** Longest identity that is kept as it is: databases index no longer ones. */
const longest = 400;

/** A source's own identity as one that can be stored; a very long one by its fingerprint. */
export function identityOf(text: string): string {
  return text.length > longest ? fingerprint({ text }) : text.replace(/\p{Cc}/gu, ' ');
}
