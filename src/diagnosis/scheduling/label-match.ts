import type { V1LabelSelector, V1Node, V1NodeSelector, V1NodeSelectorRequirement } from '@kubernetes/client-node';

type Labels = Readonly<Record<string, string>> | undefined;
type Requirement = Pick<V1NodeSelectorRequirement, 'key' | 'operator' | 'values'>;

/** Whether labels meet a label selector; one that was not given meets nothing, an empty one everything. */
export function meetsSelector(labels: Labels, selector: V1LabelSelector | undefined): boolean {
  if (!selector) return false;
  return (
    Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels?.[key] === value) &&
    (selector.matchExpressions ?? []).every((it) => meetsRequirement(labels, it))
  );
}

/** Whether a node meets one of a node selector's terms; a term without requirements is met by none. */
export function meetsNodeSelector({ metadata }: V1Node, { nodeSelectorTerms }: V1NodeSelector): boolean {
  const fields = { 'metadata.name': metadata?.name ?? '' };
  return nodeSelectorTerms.some(
    ({ matchExpressions = [], matchFields = [] }) =>
      matchExpressions.length + matchFields.length > 0 &&
      matchExpressions.every((it) => meetsRequirement(metadata?.labels, it)) &&
      matchFields.every((it) => meetsRequirement(fields, it)),
  );
}

/** Whether labels meet one requirement, by the rules of the scheduler: NotIn is met by a label that is not there. */
export function meetsRequirement(labels: Labels, { key, operator, values = [] }: Requirement): boolean {
  const value = labels?.[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return isNumber(value) && isNumber(values[0]) && Number(value) > Number(values[0]);
    case 'Lt':
      return isNumber(value) && isNumber(values[0]) && Number(value) < Number(values[0]);
    default:
      return false;
  }
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && /^[+-]?\d+$/.test(text);
}
