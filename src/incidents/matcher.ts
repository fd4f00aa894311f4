import { RE2JS, RE2JSException } from 're2js';
import { UserError } from '../errors.ts';

/** Label names and their values; a label that is missing equals the empty text. */
export type Labels = Readonly<Record<string, string>>;

/** Alertmanager's four: is, is not, matches, does not match. */
export const matcherOperators = ['=', '!=', '=~', '!~'] as const;

/** One of them. */
export type MatcherOperator = (typeof matcherOperators)[number];

/** One condition on one label, as it was written; it can be stored as it is. */
export interface Matcher {
  name: string;
  operator: MatcherOperator;
  /** The text to compare with, or a regular expression in RE2's syntax that has to match the whole value. */
  value: string;
}

/** The longest regular expression, in characters. */
export const longestPattern = 500;

const kept = 1000;
const compiled = new Map<string, RE2JS>();

/** Whether a label set fulfils the condition. Takes time that grows with the value alone, whatever the expression. */
export function matches(matcher: Matcher, labels: Labels): boolean {
  const value = labelValue(labels, matcher.name);
  switch (matcher.operator) {
    case '=':
      return value === matcher.value;
    case '!=':
      return value !== matcher.value;
    case '=~':
      return patternOf(matcher.value).matches(value);
    case '!~':
      return !patternOf(matcher.value).matches(value);
  }
}

/** Whether a label set fulfils every one of the conditions; true when there are none. */
export function matchesAll(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every((matcher) => matches(matcher, labels));
}

/** The value of a label, or the empty text; what JavaScript's objects inherit is no label. */
export function labelValue(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}

/** A condition whose regular expression compiles; throws UserError with what is wrong with it. */
export function matcher(name: string, operator: MatcherOperator, value: string): Matcher {
  if (operator === '=~' || operator === '!~') patternOf(value);
  return { name, operator, value };
}

/** Conditions as Alertmanager writes them: {severity="critical",pod=~"api-.*"}. */
export function printMatchers(matchers: readonly Matcher[]): string {
  return `{${matchers.map(({ name, operator, value }) => `${printName(name)}${operator}${quote(value)}`).join(',')}}`;
}

function printName(name: string): string {
  return /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name) ? name : quote(name);
}

function quote(text: string): string {
  return `"${text.replace(/[\\"\n]/g, (it) => (it === '\n' ? '\\n' : `\\${it}`))}"`;
}

function patternOf(value: string): RE2JS {
  const known = compiled.get(value);
  if (known) return known;
  const pattern = compile(value);
  // Expressions come from the config and from people's silences: what is kept of them must not grow for ever.
  if (compiled.size >= kept) compiled.clear();
  compiled.set(value, pattern);
  return pattern;
}

function compile(value: string): RE2JS {
  if (value.length > longestPattern) {
    throw new UserError(
      `A regular expression may have ${longestPattern} characters, and this has ${value.length}. Use several matchers.`,
    );
  }
  try {
    return RE2JS.compile(value);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const reason = error.message.replace(/^error parsing regexp: /, '');
    throw new UserError(
      `"${value}" is no regular expression of RE2: ${reason}. For a text as it stands, use = or != in place of =~ or !~.`,
      { cause: error },
    );
  }
}
