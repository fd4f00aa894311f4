import { aggregations } from './aggregate.ts';
import { checkTypes } from './check-types.ts';
import { parseDuration } from './duration.ts';
import { parseModifiers, parseSelector } from './parse-selector.ts';
import { parseError } from './promql-error.ts';
import { type Aggregate, isComparison, isSetOperator, type Matching, type Node } from './syntax.ts';
import { TokenReader } from './token-reader.ts';

const lengthLimit = 65_536;
const nestingLimit = 100;
const operatorLimit = 500;
const precedence: Record<string, number> = {
  or: 1,
  and: 2,
  unless: 2,
  ...Object.fromEntries(['==', '!=', '<=', '<', '>=', '>'].map((it) => [it, 3])),
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  '^': 6,
};
const power = 6;

/** The expression that a text stands for, its types checked; throws PromqlError in Prometheus' words. */
export function parsePromql(text: string): Node {
  if (text.length > lengthLimit) throw parseError(text, 0, `the query is longer than ${lengthLimit} characters`);
  const reader = new TokenReader(text);
  if (reader.peek().kind === 'end') throw reader.fail(0, 'no expression found in input');
  const node = new Parser(reader).expression(0);
  if (reader.peek().kind !== 'end') throw reader.unexpected();
  checkTypes(node, text);
  return node;
}

/** A number; one that begins with a zero is octal, as in Go. */
function numberOf(reader: TokenReader): number {
  const { text, at } = reader.take();
  const value = /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(text);
  if (!Number.isFinite(value))
    throw reader.fail(
      at,
      `error parsing number: strconv.ParseFloat: parsing ${JSON.stringify(text)}: value out of range`,
    );
  return value;
}

class Parser {
  readonly #reader: TokenReader;
  #depth = 0;
  #operators = 0;

  constructor(reader: TokenReader) {
    this.#reader = reader;
  }

  /** An expression whose operators bind at least so tightly. */
  expression(least: number): Node {
    const reader = this.#reader;
    if (++this.#depth > nestingLimit) throw reader.fail(reader.peek().at, 'the query is nested too deeply');
    let left = this.#unary();
    for (;;) {
      const op = reader.peek().text.toLowerCase();
      const rank = /^(?:op|name)$/.test(reader.peek().kind) ? precedence[op] : undefined;
      if (rank === undefined || rank < least) break;
      if (++this.#operators > operatorLimit) throw reader.fail(reader.peek().at, 'the query has too many operators');
      const { at } = reader.take();
      const bool = reader.takeIf('bool');
      if (bool && !isComparison(op)) throw reader.fail(at, 'bool modifier can only be used on comparison operators');
      const matching = this.#matching(op, at, left.at);
      // The power binds to the right, all others to the left.
      const right = this.expression(op === '^' ? rank : rank + 1);
      left = { type: 'binary', at: left.at, opAt: at, op, bool, left, right, matching };
    }
    this.#depth--;
    return left;
  }

  #unary(): Node {
    const reader = this.#reader;
    const { at } = reader.peek();
    if (reader.takeIf('+')) return this.expression(power);
    if (reader.takeIf('-')) return { type: 'negate', at, of: this.expression(power) };
    return parseModifiers(reader, this.#primary());
  }

  #primary(): Node {
    const reader = this.#reader;
    const token = reader.peek();
    const { at, text } = token;
    if (reader.takeIf('(')) {
      const of = this.expression(0);
      reader.expect(')', '');
      return { type: 'paren', at, of };
    }
    if (token.kind === 'number') return { type: 'number', at, value: numberOf(reader) };
    if (token.kind === 'duration') {
      const milliseconds = parseDuration(reader.take().text);
      if (milliseconds === undefined) throw reader.fail(at, `not a valid duration string: ${JSON.stringify(text)}`);
      return { type: 'number', at, value: milliseconds / 1_000 };
    }
    if (token.kind === 'string') return { type: 'string', at, value: reader.take().text };
    if (reader.at('{')) return parseSelector(reader);
    if (token.kind !== 'name' || /^(?:on|ignoring|bool|group_left|group_right)$/i.test(text)) throw reader.unexpected();
    return this.#named();
  }

  /** What begins with a name: a number, an aggregation, a call, a selector. */
  #named(): Node {
    const reader = this.#reader;
    const { at, text } = reader.peek();
    const next = reader.peek(1);
    const word = text.toLowerCase();
    const called = next.kind === 'op' && next.text === '(';
    const grouped = next.kind === 'name' && /^(?:by|without)$/i.test(next.text);
    if (aggregations.has(word) && (called || grouped)) return this.#aggregate();
    if (called) {
      const name = reader.take().text;
      return { type: 'call', at, name, args: this.#arguments() };
    }
    if (/^(?:inf|nan)$/.test(word)) {
      reader.take();
      return { type: 'number', at, value: word === 'inf' ? Number.POSITIVE_INFINITY : Number.NaN };
    }
    return parseSelector(reader);
  }

  #aggregate(): Aggregate {
    const reader = this.#reader;
    const { at, text } = reader.take();
    const op = text.toLowerCase();
    let grouping = this.#grouping();
    const args = this.#arguments();
    grouping ??= this.#grouping();
    const wanted = aggregations.get(op)?.param ? 2 : 1;
    if (args.length === 0) throw reader.fail(at, 'no arguments for aggregate expression provided');
    const of = args.at(-1);
    if (args.length !== wanted || !of)
      throw reader.fail(
        at,
        `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`,
      );
    const param = wanted === 2 ? args[0] : undefined;
    return { type: 'aggregate', at, op, ...(grouping ?? { without: false, labels: [] }), ...(param && { param }), of };
  }

  #grouping(): { without: boolean; labels: string[] } | undefined {
    const reader = this.#reader;
    if (reader.takeIf('by')) return { without: false, labels: this.#labels() };
    if (reader.takeIf('without')) return { without: true, labels: this.#labels() };
    return undefined;
  }

  #labels(): string[] {
    const reader = this.#reader;
    const labels: string[] = [];
    reader.expect('(', 'grouping opts');
    while (!reader.takeIf(')')) {
      if (reader.peek().kind !== 'name') throw reader.unexpected('grouping opts', 'label');
      labels.push(reader.take().text);
      if (!reader.at(')') && !reader.takeIf(',')) throw reader.unexpected('grouping opts', '"," or ")"');
    }
    return labels;
  }

  #arguments(): Node[] {
    const reader = this.#reader;
    const args: Node[] = [];
    reader.expect('(', '');
    while (!reader.takeIf(')')) {
      args.push(this.expression(0));
      if (reader.at(')')) continue;
      if (!reader.takeIf(',')) throw reader.unexpected();
      if (reader.at(')')) throw reader.fail(reader.peek().at, 'trailing commas not allowed in function call args');
    }
    return args;
  }

  #matching(op: string, opAt: number, leftAt: number): Matching {
    const reader = this.#reader;
    const on = reader.takeIf('on');
    if (!on && !reader.takeIf('ignoring')) return { on: false, labels: [], include: [] };
    const labels = this.#labels();
    const many = reader.takeIf('group_left') ? 'left' : reader.takeIf('group_right') ? 'right' : undefined;
    if (!many) return { on, labels, include: [] };
    if (isSetOperator(op)) throw reader.fail(leftAt, `no grouping allowed for "${op}" operation`);
    const include = reader.at('(') ? this.#labels() : [];
    const twice = include.find((it) => on && labels.includes(it));
    if (twice) throw reader.fail(opAt, `label "${twice}" must not occur in ON and GROUP clause at once`);
    return { on, labels, many, include };
  }
}
