import type { Matcher } from '../../incidents/matcher.ts';
import type { Where } from '../people/scope.ts';

/** The place that matchers hold to: only what is said with "=" is one place, all else may be anywhere. */
export function placeOfMatchers(matchers: readonly Matcher[]): Where {
  const only = (label: string) => matchers.find(({ name, operator }) => name === label && operator === '=')?.value;
  return { cluster: only('cluster') || undefined, namespace: only('namespace') || undefined };
}
