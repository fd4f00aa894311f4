import { parseError } from './promql-error.ts';

/** A piece of the text. An 'end' token closes the list. */
export interface Token {
  kind: 'name' | 'number' | 'duration' | 'string' | 'op' | 'end';
  /** As it is written; of a string, what it stands for. */
  text: string;
  at: number;
}

const tokenLimit = 5_000;
const blank = /(?:\s+|#[^\n]*)+/y;
const patterns: [Token['kind'], RegExp][] = [
  ['duration', /(?:\d+(?:ms|[smhdwy]))+(?![a-zA-Z0-9_.])/y],
  ['number', /0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['name', /[a-zA-Z_:][a-zA-Z0-9_:]*/y],
  ['op', /==|!=|=~|!~|>=|<=|[-+*/%^<>=(){}[\],@:]/y],
];
const closes: Record<string, string> = { '(': ')', '[': ']', '{': '}' };
const names: Record<string, string> = { '(': 'parenthesis', '[': 'bracket', '{': 'brace' };

/** The text's tokens; what is no token, and what is not closed, is refused as Prometheus' lexer does. */
export function lex(text: string): Token[] {
  const tokens: Token[] = [];
  const open: string[] = [];
  for (let at = skip(text, 0); at < text.length; at = skip(text, at)) {
    // Within brackets a colon is no part of a name.
    const token: ReturnType<typeof tokenAt> =
      open.at(-1) === '[' && text.charAt(at) === ':'
        ? { token: { kind: 'op', text: ':', at }, end: at + 1 }
        : tokenAt(text, at);
    tokens.push(token.token);
    if (tokens.length > tokenLimit) throw parseError(text, at, `the query has more than ${tokenLimit} tokens`);
    const { kind, text: op } = token.token;
    // Matchers stand within braces only.
    if (kind === 'op' && /~/.test(op) && open.at(-1) !== '{')
      throw parseError(text, at, `unexpected character after '${op.charAt(0)}': '~'`);
    if (kind === 'op') balance(text, token.token, open);
    at = token.end;
  }
  const left = open.at(-1);
  if (left === '{') throw parseError(text, text.length, 'unexpected end of input inside braces');
  if (left) throw parseError(text, text.length, `unclosed left ${names[left]}`);
  return [...tokens, { kind: 'end', text: '', at: text.length }];
}

function skip(text: string, at: number): number {
  blank.lastIndex = at;
  return blank.test(text) ? blank.lastIndex : at;
}

function tokenAt(text: string, at: number): { token: Token; end: number } {
  const quote = text.charAt(at);
  if (/["'`]/.test(quote)) return stringAt(text, at, quote);
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) continue;
    const end = at + found.length;
    if (kind === 'number' && /[a-zA-Z_.]/.test(text.charAt(end)))
      throw parseError(text, at, `bad number or duration syntax: ${JSON.stringify(text.slice(at, end + 1))}`);
    return { token: { kind, text: found, at }, end };
  }
  throw parseError(text, at, `unexpected character: '${String.fromCodePoint(text.codePointAt(at) ?? 0)}'`);
}

function stringAt(text: string, at: number, quote: string): { token: Token; end: number } {
  let value = '';
  for (let place = at + 1; place < text.length; place++) {
    const char = text.charAt(place);
    if (char === quote) return { token: { kind: 'string', text: value, at }, end: place + 1 };
    if (char === '\n' && quote !== '`') break;
    if (char !== '\\' || quote === '`') {
      value += char;
      continue;
    }
    const sequence = /^(?:[abfnrtv\\"']|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[0-7]{3})/.exec(text.slice(place + 1))?.[0];
    if (!sequence) throw parseError(text, at, `unknown escape sequence U+005C '\\'`);
    value += unescaped(sequence);
    place += sequence.length;
  }
  throw parseError(text, at, quote === '`' ? 'unterminated raw string' : 'unterminated quoted string');
}

const plain: Record<string, string> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

function unescaped(sequence: string): string {
  if (/^[xu]/.test(sequence)) return String.fromCharCode(Number.parseInt(sequence.slice(1), 16));
  return /^\d/.test(sequence) ? String.fromCharCode(Number.parseInt(sequence, 8)) : (plain[sequence] ?? sequence);
}

function balance(text: string, token: Token, open: string[]): void {
  const last = open.at(-1);
  if (closes[token.text]) open.push(token.text);
  else if (/[)\]}]/.test(token.text)) {
    if (!last || closes[last] !== token.text) {
      const name = names[Object.keys(closes).find((it) => closes[it] === token.text) ?? ''];
      throw parseError(text, token.at + 1, `unexpected right ${name} '${token.text}'`);
    }
    open.pop();
  }
}
