import type { V1LabelSelector } from '@kubernetes/client-node';

/** Whether a label selector chooses what has these labels; an empty one chooses everything, none at all nothing. */
export function selects(selector: V1LabelSelector | undefined, labels: Readonly<Record<string, string>>): boolean {
  if (selector === undefined) return false;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      const isIn = value !== undefined && values.includes(value);
      return operator === 'In' ? isIn : !isIn;
    })
  );
}

/** The labels that must be there for a selector to choose something: without one of them it does not. */
export function keysWanted(selector: V1LabelSelector | undefined): string[] {
  const wanted = (selector?.matchExpressions ?? []).filter(
    ({ operator }) => operator === 'In' || operator === 'Exists',
  );
  return [...Object.keys(selector?.matchLabels ?? {}), ...wanted.map(({ key }) => key)];
}
