import { z } from 'zod';
import type { ArmChanges, ArmResource } from '../../azure/arm-changes.ts';
import { UpstreamError } from '../../errors.ts';
import type { BaselineAlert } from '../../model/baseline-alert.ts';

/** Versions of the two APIs. */
export const groupVersion = '2023-03-01';
export const metricVersion = '2018-03-01';

const Ours = z.looseObject({
  tags: z.looseObject({ 'created-by': z.literal('watchkeeper') }),
  properties: z.looseObject({ scopes: z.array(z.string()) }),
});
const Group = z.looseObject({
  location: z.string(),
  properties: z.looseObject({ rules: z.array(z.looseObject({ alert: z.string().nullish() })) }),
});

/** An alert as a rule is named for it. */
export type NamedAlert = { kind: 'prometheus'; level: string; name: string } | { kind: 'metric'; name: string };

/** ARM id of the rule group, or the metric alert, that the bot keeps such an alert in: in the resource's own group. */
export function ruleIdFor(target: { id: string; name: string }, alert: NamedAlert | BaselineAlert): string {
  const group = target.id.replace(/\/providers\/.*$/i, '');
  const name = (end: string) => `wk-${target.name}-${end}`.replaceAll(/[^\w-]+/g, '-').slice(0, 120);
  return alert.kind === 'prometheus'
    ? `${group}/providers/Microsoft.AlertsManagement/prometheusRuleGroups/${name(`${alert.level}-level`)}`
    : `${group}/providers/Microsoft.Insights/metricAlerts/${name(alert.name)}`;
}

/** The resource by this id, or undefined where there is none. Throws UpstreamError. */
export async function findRule(arm: ArmChanges, id: string): Promise<ArmResource | undefined> {
  try {
    return await arm.get(id, /\/metricAlerts\//i.test(id) ? metricVersion : groupVersion);
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === 'not-found') return undefined;
    throw error;
  }
}

/** Whether the bot made it, and for this resource: another one in the same group may have such a name. */
export function isOurs({ body }: ArmResource, { id }: { id: string }): boolean {
  const { data } = Ours.safeParse(body);
  return data?.properties.scopes.some((it) => it.toLowerCase() === id.toLowerCase()) ?? false;
}

/** The rules of a group as they are; undefined for a body that is not understood. */
export function rulesOf({
  body,
}: ArmResource): { alert?: string | null | undefined; [field: string]: unknown }[] | undefined {
  return Group.safeParse(body).data?.properties.rules;
}
