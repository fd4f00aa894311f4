import { lex, type Token } from './lex.ts';
import { type PromqlError, parseError } from './promql-error.ts';

/** Reads tokens one after another, and words what was not expected. */
export class TokenReader {
  readonly text: string;
  readonly #tokens: Token[];
  #next = 0;

  constructor(text: string) {
    this.text = text;
    this.#tokens = lex(text);
  }

  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)] as Token;
  }

  take(): Token {
    const token = this.peek();
    this.#next++;
    return token;
  }

  /** Whether the next token is this operator. */
  at(op: string): boolean {
    const token = this.peek();
    return token.kind === 'op' && token.text === op;
  }

  /** Whether the next token is this word, in letters of any case. */
  atWord(word: string): boolean {
    const token = this.peek();
    return token.kind === 'name' && token.text.toLowerCase() === word;
  }

  /** Takes the operator or word when it is next. */
  takeIf(text: string): boolean {
    const there = this.at(text) || this.atWord(text);
    if (there) this.#next++;
    return there;
  }

  expect(op: string, where: string): Token {
    if (!this.at(op)) throw this.unexpected(where, `"${op}"`);
    return this.take();
  }

  fail(at: number, message: string): PromqlError {
    return parseError(this.text, at, message);
  }

  /** What Prometheus says of a token that must not stand here. */
  unexpected(where = '', expected = ''): PromqlError {
    const token = this.peek();
    const rest = `${where && ` in ${where}`}${expected && `, expected ${expected}`}`;
    return this.fail(token.at, `unexpected ${describe(token)}${rest}`);
  }
}

const keywords = /^(?:and|or|unless|by|without|on|ignoring|group_left|group_right|bool|offset)$/i;

function describe(token: Token): string {
  if (token.kind === 'end') return 'end of input';
  if (token.kind === 'op') return /^[(){}[\],:]$/.test(token.text) ? `"${token.text}"` : `<op:${token.text}>`;
  if (token.kind === 'name' && keywords.test(token.text))
    return /^(?:and|or|unless)$/i.test(token.text)
      ? `<op:${token.text.toLowerCase()}>`
      : `<${token.text.toLowerCase()}>`;
  if (token.kind === 'name') return `identifier ${JSON.stringify(token.text)}`;
  if (token.kind === 'string') return `string ${JSON.stringify(JSON.stringify(token.text))}`;
  return `${token.kind} ${JSON.stringify(token.text)}`;
}
