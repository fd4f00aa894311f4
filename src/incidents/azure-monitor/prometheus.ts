import { recordOf } from '../reading/record-of.ts';
import { severityOf } from '../reading/severity-of.ts';
import { textOf } from '../reading/text-of.ts';
import { textsOf } from '../reading/texts-of.ts';
import type { KindOfAlert } from './common-alert.ts';
import type { CommonAlert } from './read-common-alert.ts';

/**
 * An alert of a Prometheus rule group. Its rule is written "group/alert"; a severity among its labels is meant for
 * people, and wins over the number that Azure makes every rule have.
 */
export function prometheus({ essentials, context }: CommonAlert): KindOfAlert {
  const labels = recordOf(context.labels);
  const annotations = Object.fromEntries(textsOf(context.annotations));
  const rule = textOf(essentials.alertRule);
  const group = textOf(context.ruleGroup);
  const groupName = group?.slice(group.lastIndexOf('/') + 1);
  const alertname = textOf(labels?.alertname) ?? (groupName && withoutGroup(rule, groupName)) ?? rule;
  const [expression, value] = [textOf(context.expression), textOf(context.expressionValue)];
  return {
    alertname,
    title: annotations.summary ?? annotations.title ?? textOf(essentials.description) ?? alertname,
    severity: severityOf(labels?.severity),
    labels: { ...(groupName && { rule_group: groupName }) },
    annotations: { ...annotations, ...(expression && { expression }), ...(value && { value }) },
  };
}

function withoutGroup(rule: string | undefined, group: string): string | undefined {
  return rule?.toLowerCase().startsWith(`${group.toLowerCase()}/`) ? rule.slice(group.length + 1) : rule;
}
