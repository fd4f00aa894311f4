import { UserError } from '../errors.ts';
import { type Matcher, type MatcherOperator, matcher } from './matcher.ts';

/** The longest text that is read as matchers, in characters, and how many of them it may hold. */
export const matcherLimits = { text: 2000, number: 20 } as const;

const space = /\s*/y;
const bareName = /[^\s{}!=~,\\"'`]+/y;
// Alertmanager's classic syntax lets an unquoted value hold what its newer one reserves; only what would
// end the value or begin another one is refused.
const bareValue = /[^\s{},"'`=!~][^\s{},"'`]*/y;
const quoted = /"((?:[^"\\]|\\[\s\S])*)"/y;
const operator = /=~|!~|!=|=/y;

/**
 * Reads matchers as Alertmanager does: {a="b",c=~"d|e"}, a=b, with or without braces, a comma after the last one
 * allowed; names and values in double quotes may hold any character, names without quotes any that is not reserved.
 * Throws UserError that says where it is wrong and what to write instead.
 */
export function parseMatchers(text: string): Matcher[] {
  if (text.length > matcherLimits.text) {
    throw new UserError(`Matchers may have ${matcherLimits.text} characters together, and these have ${text.length}.`);
  }
  const reading = new Reading(text);
  const found: Matcher[] = [];
  const braced = reading.take('{');
  while (!reading.atEnd() && !reading.sees('}')) {
    found.push(one(reading));
    if (found.length > matcherLimits.number) {
      throw new UserError(`Up to ${matcherLimits.number} matchers may stand together; name the labels that matter.`);
    }
    if (!reading.take(',')) break;
  }
  if (braced && !reading.take('}'))
    throw reading.fault(found.length ? 'a comma or a closing brace' : 'a closing brace');
  if (!reading.atEnd())
    throw reading.fault(braced ? 'nothing after the closing brace' : 'a comma between two matchers');
  return found;
}

function one(reading: Reading): Matcher {
  const name = reading.quoted() ?? reading.match(bareName);
  if (!name) throw reading.fault('the name of a label');
  const sign = reading.match(operator);
  if (sign === undefined) throw reading.fault(`one of =, !=, =~ or !~ after "${name}"`);
  const value = reading.quoted() ?? unescaped(reading.match(bareValue));
  if (value === undefined) throw reading.fault(`a value in double quotes after ${name}${sign}`);
  return matcher(name, sign as MatcherOperator, value);
}

/** As in Alertmanager, a backslash that escapes nothing stays: regular expressions need only one. */
function unescaped(text: string | undefined): string | undefined {
  return text?.replace(/\\([n"\\])/g, (_, it: string) => (it === 'n' ? '\n' : it));
}

class Reading {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.match(space);
  }

  atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  sees(sign: string): boolean {
    return this.#text.startsWith(sign, this.#at);
  }

  take(sign: string): boolean {
    if (!this.sees(sign)) return false;
    this.#at += sign.length;
    this.match(space);
    return true;
  }

  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (!found) return undefined;
    this.#at = pattern.lastIndex;
    if (pattern !== space) this.match(space);
    return found[1] ?? found[0];
  }

  /** What stands in double quotes. */
  quoted(): string | undefined {
    return unescaped(this.match(quoted));
  }

  fault(wanted: string): UserError {
    const rest = this.#text.slice(this.#at, this.#at + 20);
    const where = rest ? `before "${rest}" (character ${this.#at + 1})` : 'at the end';
    return new UserError(`Expected ${wanted} ${where}. Write matchers like severity="critical",namespace=~"shop|pay".`);
  }
}
