import type { V1LabelSelector, V1NodeSelectorRequirement } from '@kubernetes/client-node';

/** A requirement as a person writes it: "zone In (1, 2)", "gpu Exists". */
export function requirementText({ key, operator, values = [] }: V1NodeSelectorRequirement): string {
  const more = values.length > mostValues ? ', …' : '';
  return values.length > 0
    ? `${key} ${operator} (${values.slice(0, mostValues).join(', ')}${more})`
    : `${key} ${operator}`;
}

/** A list of hosts may be long, and a sentence may not. */
const mostValues = 4;

/** A label selector as a person writes it: "app=cart, tier In (web)". */
export function selectorText(selector: V1LabelSelector | undefined): string {
  const labels = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const text = [...labels, ...(selector?.matchExpressions ?? []).map(requirementText)].join(', ');
  return text === '' ? 'any labels' : text;
}
