import { type Pattern, re2 } from '../kql/regex.ts';
import { type Labels, labelValue, nameLabel } from './labels.ts';

/** A condition on one label. */
export interface Matcher {
  name: string;
  op: '=' | '!=' | '=~' | '!~';
  value: string;
  /** Of =~ and !~: anchored at both ends. */
  pattern?: Pattern;
}

/** An expression of RE2 that has to match the whole text; throws when it is no such expression. */
export function anchored(pattern: string): Pattern {
  // Read by itself first, so that `a)(b` is not made valid by the group around it.
  re2(pattern);
  return re2(`^(?s:${pattern})$`);
}

/** Whether a label's value satisfies a matcher; a label that is not there is empty. */
export function satisfies(matcher: Matcher, value: string): boolean {
  switch (matcher.op) {
    case '=':
      return value === matcher.value;
    case '!=':
      return value !== matcher.value;
    case '=~':
      return matcher.pattern?.test(value) ?? false;
    case '!~':
      return !(matcher.pattern?.test(value) ?? false);
  }
}

/** Whether labels satisfy every matcher. */
export function matchesAll(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every((it) => satisfies(it, labelValue(labels, it.name)));
}

/** The metric that matchers ask for by its exact name. */
export function metricOf(matchers: readonly Matcher[]): string | undefined {
  return matchers.find((it) => it.name === nameLabel && it.op === '=')?.value;
}
