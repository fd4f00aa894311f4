import { tidy } from './tidy.ts';

/** One word of what was said. */
export interface Token {
  /** As typed, without quotes and without the punctuation around it. */
  text: string;
  /** For comparison: lower case, and without a possessive. */
  word: string;
  /** The word without inner hyphens, for "cluster-health"; undefined for what is always a name. */
  joined?: string;
  /** A quoted word is always a name. */
  quoted: boolean;
  /** "cluster" in cluster=prod-weu, lower case. */
  key?: string;
}

const piece = /(?:-{0,2}([a-z]+)\s*=\s*)?(?:"([^"]*)"|`([^`]*)`|'([^']*)'(?![\w-])|([^\s"`]+))/gi;

/** Splits a sentence into words; quotes hold words together, punctuation around words is dropped. */
export function tokens(text: string): Token[] {
  return [...tidy(text).matchAll(piece)].flatMap(([, key, double, back, single, bare]) => {
    const quote = double ?? back ?? single;
    const value = quote?.trim() ?? unpunctuated(bare ?? '');
    if (!/[\p{L}\p{N}]/u.test(value)) return [];
    const quoted = quote !== undefined;
    const word = quoted ? value.toLowerCase() : value.toLowerCase().replace(/'s$/, '');
    const joined = quoted || key !== undefined ? {} : { joined: word.replace(/(?<=\w)[-_](?=\w)/g, '') };
    return [{ text: value, word, quoted, ...joined, ...(key !== undefined && { key: key.toLowerCase() }) }];
  });
}

function unpunctuated(word: string): string {
  return word.replace(/^(?:--|[/([{<*_~,;:!?.'])+/, '').replace(/[)\]}>*_~,;:!?.']+$/, '');
}
