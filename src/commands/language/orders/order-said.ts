import type { AnyCommand } from '../../command.ts';
import { fieldsOf, type NamedField } from '../field.ts';
import { matchersSaid } from './matchers-said.ts';
import { numbersSaid } from './numbers-said.ts';
import { timeSaid, timeWithin } from './time-said.ts';

/** Longer than any sensible note; the rest is not read. */
const longest = 4_000;

/** An order as it was said: nothing but the verb's own fields; `left` is what found no place. */
export interface OrderSaid {
  command: AnyCommand;
  input: Record<string, unknown>;
  left: string[];
}

/** A command that is said by its verb first, with the ways to say it, longest first. */
export interface Order {
  command: AnyCommand;
  fields: readonly NamedField[];
  verbs: readonly RegExp[];
}

const kinds: ReadonlySet<string> = new Set(['numbers', 'time', 'matchers', 'rest', 'text']);

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** What may stand before an order without making a question or a refusal of it. */
const polite =
  /^(?:(?:please|pls|plz|kindly|hey|hi|hello|ok|okay|now|just|thanks|so|and|(?:can|could|would|will) you|let's|lets|let us|i will|i'll)[\s,:!.]+)+/i;
const trailing = /^(?:please|pls|plz|thanks|thank|you|thx|now|for|me|it|this|that|one|incident|the|to|on|is)$/i;
const punctuation = /^(?:[\s:;,]|[.!?–—-](?=\s|$))+/;

/** Whether a field is one of an order: it is read from the front of what follows the verb. */
export function isOrderField({ is }: Pick<NamedField, 'is'>): boolean {
  return kinds.has(is);
}

/** The orders among the commands. */
export function ordersOf(commands: readonly AnyCommand[]): Order[] {
  return commands.flatMap((command) => {
    const all = fieldsOf(command.input);
    const fields = all.filter(isOrderField);
    if (fields.length === 0 && all.length > 0) return [];
    const phrases = [command.name, ...command.synonyms].toSorted((a, b) => b.length - a.length);
    return [{ command, fields, verbs: phrases.map(verbOf) }];
  });
}

/** Reads a sentence that begins with an order's verb ("ack 12"), or with its number ("12 ack"); undefined for any other, and where a longer verb of another kind stands there. */
export function orderSaid(
  text: string,
  orders: readonly Order[],
  rivals: readonly RegExp[] = [],
): OrderSaid | undefined {
  const said = text.slice(0, longest).toWellFormed().replace(unseen, '').trim().replace(polite, '');
  const first = orderAt(said, orders);
  const length = said.length - (first?.rest.length ?? 0);
  if (first && rivals.some((rival) => (rival.exec(said)?.[0].length ?? 0) > length)) return undefined;
  if (first) return read(first.order, first.rest, {});
  const numbers = numbersSaid(said, 20);
  if (!numbers) return undefined;
  const after = orderAt(numbers.rest.replace(punctuation, ''), orders);
  const field = after?.order.fields.find(({ is }) => is === 'numbers');
  if (!after || !field || numbers.value.length > (field.most ?? 20)) return undefined;
  return read(after.order, after.rest, { [field.key]: oneOrMany(numbers.value) });
}

function orderAt(text: string, orders: readonly Order[]): { order: Order; rest: string } | undefined {
  const found = orders.flatMap((order) =>
    order.verbs.flatMap((verb) => {
      const [whole] = verb.exec(text) ?? [];
      return whole === undefined ? [] : [{ order, length: whole.length, rest: text.slice(whole.length) }];
    }),
  );
  return found.sort((a, b) => b.length - a.length)[0];
}

function read({ command, fields }: Order, after: string, before: Record<string, unknown>): OrderSaid {
  const input = { ...before };
  let rest = after.replace(punctuation, '');
  for (let took = true; took; ) {
    took = false;
    for (const field of fields) {
      const isOpen = [field.key, ...(field.unless ?? [])].every((key) => input[key] === undefined);
      const taken = isOpen ? take(field, rest) : undefined;
      if (!taken || !field.accepts(taken.value)) continue;
      input[field.key] = taken.value;
      rest = taken.rest.replace(punctuation, '');
      took = true;
    }
  }
  const time = fields.find(({ is, key, required }) => is === 'time' && required && input[key] === undefined);
  const late = time && timeWithin(rest);
  if (late && time.accepts(late.value)) {
    input[time.key] = late.value;
    rest = late.rest;
  }
  const last = fields.find(({ is, key }) => (is === 'rest' || is === 'text') && input[key] === undefined);
  return { command, ...(last ? withLast(last, rest, input, fields) : { input, left: leftIn(rest) }) };
}

function take({ is, most = 20 }: NamedField, rest: string): { value: unknown; rest: string } | undefined {
  if (is === 'time') return timeSaid(rest);
  if (is === 'matchers') return matchersSaid(rest);
  const taken = is === 'numbers' ? numbersSaid(rest, most) : undefined;
  return taken && { value: oneOrMany(taken.value), rest: taken.rest };
}

/** Everything that is left: a text verbatim, or a name, behind which the number may stand ("assign Ann 12"). */
function withLast(
  field: NamedField,
  rest: string,
  input: Record<string, unknown>,
  fields: readonly NamedField[],
): Pick<OrderSaid, 'input' | 'left'> {
  const number =
    field.is === 'rest' ? fields.find(({ is, key }) => is === 'numbers' && input[key] === undefined) : undefined;
  const behind = number && /^(.+?)[\s,:]+(?:incident\s+)?#?([1-9]\d{0,8})[.!?]?$/is.exec(rest);
  const all = behind ? { ...input, [number.key]: Number(behind[2]) } : input;
  const value = field.is === 'text' ? rest.trim() : nameIn(behind?.[1] ?? rest);
  if (value === '') return { input: all, left: [] };
  return field.accepts(value)
    ? { input: { ...all, [field.key]: value }, left: [] }
    : { input: all, left: leftIn(rest) };
}

function nameIn(text: string): string {
  return text
    .replace(/^(?:(?:to|for|of|the|it|incidents?)(?=\s|$)|[\s@"'`])+/i, '')
    .replace(/[\s.!?,;"'`]+$/, '')
    .replace(/\s+/g, ' ');
}

function leftIn(rest: string): string[] {
  const words = rest.split(/[\s,;:]+/).map((word) => word.replace(/[.!?]+$/, ''));
  return words.filter((word) => /[\p{L}\p{N}]/u.test(word) && !trailing.test(word));
}

function oneOrMany(numbers: readonly number[]): number | readonly number[] {
  const [first = 0] = numbers;
  return numbers.length > 1 ? numbers : first;
}

/** How a verb is heard at the front of a sentence. */
export function verbOf(phrase: string): RegExp {
  const words = phrase.split(' ').map((word) => word.replace(/[^\w']/g, '\\$&'));
  return new RegExp(`^${words.join('[\\s_-]*')}(?=$|[\\s:;,.!?#@]|\\d)`, 'i');
}
