const TERM = /[\p{L}\p{N}]/u;

function termChar(text: string, at: number): boolean {
  if (at < 0 || at >= text.length) return false;
  const code = text.charCodeAt(at);
  if (code < 128) return (code > 47 && code < 58) || (code > 64 && code < 91) || (code > 96 && code < 123);
  return TERM.test(text.charAt(at));
}

/** Whether the text has the term: an occurrence not inside a longer run of letters and digits. */
export function hasTerm(text: string, term: string, before = true, after = true): boolean {
  if (term === '') return true;
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    const end = at + term.length;
    const openLeft = !before || !termChar(term, 0) || !termChar(text, at - 1);
    const openRight = !after || !termChar(term, term.length - 1) || !termChar(text, end);
    if (openLeft && openRight) return true;
  }
  return false;
}

/** A test of text against text. */
export type Match = (text: string, sought: string) => boolean;

/** The string operators by the name of their node without "Expression", case-sensitive form. */
const tests: Record<string, Match> = {
  Has: hasTerm,
  HasPrefix: (text, sought) => hasTerm(text, sought, true, false),
  HasSuffix: (text, sought) => hasTerm(text, sought, false, true),
  Contains: (text, sought) => text.includes(sought),
  StartsWith: (text, sought) => text.startsWith(sought),
  EndsWith: (text, sought) => text.endsWith(sought),
};

/** The string operator that a node's kind stands for, and how it takes letter case and negation. */
export function stringOperator(kind: string): { test: Match; caseSensitive: boolean; negated: boolean } | undefined {
  const parts = /^(Not)?(Has|HasPrefix|HasSuffix|Contains|StartsWith|EndsWith)(Cs)?Expression$/.exec(kind);
  const test = tests[parts?.[2] ?? ''];
  return parts && test ? { test, caseSensitive: parts[3] === 'Cs', negated: parts[1] === 'Not' } : undefined;
}
