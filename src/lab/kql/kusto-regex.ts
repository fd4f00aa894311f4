import { unsupported } from './kql-error.ts';
import { type Match, Pattern, re2 } from './regex.ts';

/** Kusto's classes count all of Unicode, where RE2's are ASCII: what stands inside brackets. */
const CLASSES: Record<string, string> = {
  d: '\\p{Nd}',
  s: '\\t-\\r \\x85\\p{Z}',
  w: '\\p{L}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc}\\x{200c}\\x{200d}',
};
const MOST = 500;
const cache = new Map<string, Pattern>();

/** An expression as Kusto reads it: RE2's syntax, its classes over all of Unicode. */
export function kustoRegex(pattern: string, flags = ''): Pattern {
  const key = `${flags}/${pattern}`;
  const known = cache.get(key);
  if (known) return known;
  // Read as it stands first: a fault is told in the words that were written.
  re2(pattern, flags);
  const { source, ascii } = translated(pattern);
  const made = source === pattern && !ascii ? re2(pattern, flags) : re2(source, flags);
  const kept = ascii ? new AsciiPattern(made) : made;
  if (cache.size >= MOST) cache.clear();
  cache.set(key, kept);
  return kept;
}

/** `ascii` says that something was left whose meaning beyond ASCII RE2 does not share, such as \\b. */
function translated(pattern: string): { source: string; ascii: boolean } {
  let [source, ascii, inClass] = ['', false, false];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === '\\' && pattern.charAt(at + 1) === 'Q') {
      const end = pattern.indexOf('\\E', at);
      const stop = end < 0 ? pattern.length : end + 2;
      source += pattern.slice(at, stop);
      at = stop - 1;
    } else if (char === '\\') {
      const letter = pattern.charAt(++at);
      const inside = CLASSES[letter.toLowerCase()];
      const negated = letter !== letter.toLowerCase();
      if (/[bB]/.test(letter) || (inside && negated && inClass && letter !== 'D')) ascii = true;
      if (inside && inClass && (!negated || letter === 'D')) source += negated ? '\\P{Nd}' : inside;
      else source += inside && !inClass ? `[${negated ? '^' : ''}${inside}]` : `\\${letter}`;
    } else {
      if (inClass && char === '[' && pattern.charAt(at + 1) === ':') {
        const end = pattern.indexOf(':]', at);
        source += pattern.slice(at, end + 1);
        at = end + 1;
        source += ']';
        continue;
      }
      if (!inClass && char === '[') {
        inClass = true;
        // A bracket that comes first in a class stands for itself.
        const [lead = ''] = /^\[\^?\]?/.exec(pattern.slice(at)) ?? [];
        source += lead;
        at += lead.length - 1;
        continue;
      }
      if (inClass && char === ']') inClass = false;
      source += char;
    }
  }
  return { source, ascii };
}

/** A pattern whose matches are only known in texts of ASCII: others are refused. */
class AsciiPattern extends Pattern {
  readonly #inner: Pattern;

  constructor(inner: Pattern) {
    super(inner.compiled);
    this.#inner = inner;
  }

  override test(text: string): boolean {
    return this.#inner.test(only(text));
  }

  override all(text: string): Iterable<Match> {
    return this.#inner.all(only(text));
  }
}

function only(text: string): string {
  for (let at = 0; at < text.length; at++)
    if (text.charCodeAt(at) > 127) throw unsupported('a boundary of words in a text that is not ASCII');
  return text;
}
