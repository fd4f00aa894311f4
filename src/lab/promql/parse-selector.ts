import { parseDuration } from './duration.ts';
import { nameLabel } from './labels.ts';
import { anchored, type Matcher, satisfies } from './matcher.ts';
import type { Fixed, Node, Selector, Subquery } from './syntax.ts';
import type { TokenReader } from './token-reader.ts';

/** `name`, `name{a="b"}` or `{a="b"}`. */
export function parseSelector(reader: TokenReader): Selector {
  const { at } = reader.peek();
  const name = reader.peek().kind === 'name' ? reader.take().text : undefined;
  const matchers: Matcher[] = name === undefined ? [] : [{ name: nameLabel, op: '=', value: name }];
  if (reader.takeIf('{')) {
    while (!reader.takeIf('}')) {
      matchers.push(parseMatcher(reader));
      if (reader.at('}')) continue;
      if (!reader.takeIf(',')) throw reader.unexpected('label matching', '"," or "}"');
    }
  }
  const named = matchers.filter((it) => it.name === nameLabel);
  if (name !== undefined && named.length > 1)
    throw reader.fail(at, `metric name must not be set twice: "${name}" or "${named.at(-1)?.value}"`);
  if (!matchers.some((it) => !satisfies(it, '')))
    throw reader.fail(at, 'vector selector must contain at least one non-empty matcher');
  return { type: 'selector', at, matchers, offsetMs: 0 };
}

function parseMatcher(reader: TokenReader): Matcher {
  const quoted = reader.peek().kind === 'string';
  // A quoted name by itself is the metric's.
  if (quoted && /^[,}]$/.test(reader.peek(1).text)) return { name: nameLabel, op: '=', value: reader.take().text };
  if (!quoted && (reader.peek().kind !== 'name' || reader.peek().text.includes(':')))
    throw reader.unexpected('label matching', 'identifier or "}"');
  const name = reader.take().text;
  const op = reader.peek().text;
  if (reader.peek().kind !== 'op' || (op !== '=' && op !== '!=' && op !== '=~' && op !== '!~'))
    throw reader.unexpected('label matching', 'label matching operator');
  reader.take();
  if (reader.peek().kind !== 'string') throw reader.unexpected('label matching', 'string');
  const { text: value, at } = reader.take();
  if (op === '=' || op === '!=') return { name, op, value };
  try {
    return { name, op, value, pattern: anchored(value) };
  } catch {
    throw reader.fail(at, `error parsing regexp: invalid or unsupported expression: \`${value}\``);
  }
}

/** What may follow an expression: a range in brackets, an offset, a moment. */
export function parseModifiers(reader: TokenReader, node: Node): Node {
  let result = node;
  let moved = false;
  for (;;) {
    if (reader.at('[')) result = ranged(reader, result, moved);
    else if (reader.atWord('offset')) {
      result = moveBack(reader, result);
      moved = true;
    } else if (reader.at('@')) {
      result = fixAt(reader, result);
      moved = true;
    } else return result;
  }
}

function ranged(reader: TokenReader, node: Node, moved: boolean): Selector | Subquery {
  const { at } = reader.take();
  const rangeMs = duration(reader, 'subquery or range selector');
  if (reader.takeIf(':')) return subquery(reader, node, rangeMs, at);
  reader.expect(']', 'subquery or range selector');
  if (node.type !== 'selector' || node.rangeMs !== undefined)
    throw reader.fail(node.at, 'ranges only allowed for vector selectors');
  if (moved) throw reader.fail(node.at, 'no offset modifiers allowed before range');
  if (rangeMs <= 0) throw reader.fail(at, 'duration must be greater than 0');
  return { ...node, rangeMs };
}

function subquery(reader: TokenReader, of: Node, rangeMs: number, at: number): Subquery {
  const stepMs = reader.at(']') ? undefined : duration(reader, 'subquery selector');
  reader.expect(']', 'subquery selector');
  if (rangeMs <= 0 || (stepMs !== undefined && stepMs <= 0)) throw reader.fail(at, 'duration must be greater than 0');
  return { type: 'subquery', at: of.at, of, rangeMs, offsetMs: 0, ...(stepMs !== undefined && { stepMs }) };
}

/** What an offset or a moment may stand behind. */
function movable(reader: TokenReader, node: Node, word: string): Selector | Subquery {
  if (node.type === 'selector' || node.type === 'subquery') return node;
  throw reader.fail(
    node.at,
    `${word} modifier must be preceded by an instant vector selector or range vector selector or a subquery`,
  );
}

function moveBack(reader: TokenReader, node: Node): Selector | Subquery {
  reader.take();
  const sign = reader.takeIf('-') ? -1 : 1;
  const offsetMs = sign * duration(reader, 'offset');
  const moved = movable(reader, node, 'offset');
  if (moved.offsetMs !== 0) throw reader.fail(node.at, 'offset may not be set multiple times');
  return { ...moved, offsetMs };
}

/** `@ 1609746000`, in seconds, `@ start()` or `@ end()`. */
function fixAt(reader: TokenReader, node: Node): Selector | Subquery {
  reader.take();
  const fixed = momentOf(reader);
  const moved = movable(reader, node, '@');
  if (moved.fixed !== undefined) throw reader.fail(node.at, '@ <timestamp> may not be set multiple times');
  return { ...moved, fixed };
}

function momentOf(reader: TokenReader): Fixed {
  for (const word of ['start', 'end'] as const) {
    if (!reader.takeIf(word)) continue;
    reader.expect('(', '@');
    reader.expect(')', '@');
    return word;
  }
  const minus = reader.takeIf('-');
  if (!minus) reader.takeIf('+');
  if (reader.peek().kind !== 'number') throw reader.unexpected('@', 'timestamp');
  const { text, at } = reader.take();
  const moment = Math.round((minus ? -1 : 1) * Number(text) * 1_000);
  if (!Number.isSafeInteger(moment)) throw reader.fail(at, `timestamp out of bounds for @ modifier: ${text}`);
  return moment;
}

/** Milliseconds; a bare number is seconds. */
function duration(reader: TokenReader, where: string): number {
  const token = reader.peek();
  if (token.kind !== 'duration' && token.kind !== 'number') throw reader.unexpected(where, 'duration');
  reader.take();
  if (token.kind === 'number') return Number(token.text) * 1_000;
  const parsed = parseDuration(token.text);
  if (parsed === undefined) throw reader.fail(token.at, `not a valid duration string: ${JSON.stringify(token.text)}`);
  return parsed;
}
