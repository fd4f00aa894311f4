import { RE2JS } from 're2js';
import { KqlError } from './kql-error.ts';

const MOST = 500;
const cache = new Map<string, Pattern>();

/** One match: where it begins and ends in UTF-16 units, and its groups by number (0 is the whole) and by name. */
export interface Match {
  start: number;
  end: number;
  groups: (string | undefined)[];
  named(name: string): string | undefined;
}

/** A compiled expression of RE2; matching takes time that grows with the text alone, whatever the expression. */
export class Pattern {
  readonly compiled: RE2JS;

  constructor(compiled: RE2JS) {
    this.compiled = compiled;
  }

  /** How many groups can be captured. */
  get groupCount(): number {
    return this.compiled.groupCount();
  }

  /** Whether it matches anywhere in the text. */
  test(text: string): boolean {
    return this.compiled.test(text);
  }

  /** The first match. */
  exec(text: string): Match | undefined {
    for (const match of this.all(text)) return match;
    return undefined;
  }

  /** Every match, from left to right, none within another. */
  all(text: string): Iterable<Match> {
    return this.#matches(text);
  }

  *#matches(text: string): Iterable<Match> {
    const matcher = this.compiled.matcher(text);
    const names = this.compiled.namedGroups();
    while (matcher.find()) {
      const groups = Array.from({ length: this.groupCount + 1 }, (_, index) => matcher.group(index) ?? undefined);
      const named = (name: string) => (Object.hasOwn(names, name) ? groups[names[name] ?? -1] : undefined);
      yield { start: matcher.start(), end: matcher.end(), groups, named };
    }
  }

  /** The text with each match written anew. */
  replace(text: string, write: (match: Match) => string): string {
    let [written, from] = ['', 0];
    for (const match of this.all(text)) {
      written += text.slice(from, match.start) + write(match);
      from = match.end;
    }
    return written + text.slice(from);
  }
}

/** Compiles an expression of RE2, or takes one that was compiled before; what RE2 lacks, or what is too large, is refused. */
export function re2(pattern: string, flags = ''): Pattern {
  const key = `${flags}/${pattern}`;
  const known = cache.get(key);
  if (known) return known;
  let made: Pattern;
  try {
    made = new Pattern(RE2JS.compile(flags === '' ? pattern : `(?${flags})${pattern}`));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new KqlError('SemanticError', `invalid regular expression: ${pattern} (${why})`);
  }
  if (cache.size >= MOST) cache.clear();
  cache.set(key, made);
  return made;
}
