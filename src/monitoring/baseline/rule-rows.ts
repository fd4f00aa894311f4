import { z } from 'zod';
import type { ExistingMetricRule, ExistingPrometheusRule } from './existing-rule.ts';

/** A row of Resource Graph about a rule: its properties are read one by one. */
export const RuleRow = z.object({ id: z.string(), name: z.string(), type: z.string(), properties: z.unknown() });

/** One of them. */
export type RuleRow = z.infer<typeof RuleRow>;

const Group = z.looseObject({
  enabled: z.boolean().nullish(),
  clusterName: z.string().nullish(),
  scopes: z.array(z.string()),
  rules: z.array(z.unknown()),
});

/** A recording rule has no alert. */
const Rule = z.looseObject({ alert: z.string().nullish(), expression: z.string(), enabled: z.boolean().nullish() });

const Metric = z.looseObject({
  enabled: z.boolean().nullish(),
  severity: z.number().nullish(),
  scopes: z.array(z.string()),
  targetResourceType: z.string().nullish(),
  windowSize: z.string().nullish(),
  criteria: z.looseObject({ allOf: z.array(z.unknown()) }),
});

const Criterion = z.looseObject({
  metricName: z.string(),
  operator: z.string(),
  timeAggregation: z.string(),
  threshold: z.number().nullish(),
  criterionType: z.string().nullish(),
  dimensions: z
    .array(z.looseObject({ name: z.string(), operator: z.string().nullish(), values: z.array(z.string()).nullish() }))
    .nullish(),
});

/** What a rule is looked at for. */
export interface RuleTarget {
  id: string;
  name: string;
  type: string;
  /** ARM id of the Azure Monitor workspace. */
  accountId?: string | undefined;
}

/** The rules that a row holds for the target, none for another's; undefined for a row that cannot be read. */
export function rulesIn(row: RuleRow, target: RuleTarget): (ExistingPrometheusRule | ExistingMetricRule)[] | undefined {
  return row.type.toLowerCase().endsWith('/prometheusrulegroups') ? inGroup(row, target) : inMetricAlert(row, target);
}

function inGroup({ id, name, properties }: RuleRow, target: RuleTarget): ExistingPrometheusRule[] | undefined {
  const { data: group } = Group.safeParse(properties);
  if (!group) return undefined;
  if (!isForCluster(group, target)) return [];
  const rules = group.rules.map((it) => Rule.safeParse(it).data);
  if (rules.some((it) => it === undefined)) return undefined;
  return rules.flatMap((it) =>
    it?.alert
      ? [
          {
            ...{ kind: 'prometheus' as const, groupId: id, group: name, name: it.alert, expression: it.expression },
            isEnabled: group.enabled !== false && it.enabled !== false,
          },
        ]
      : [],
  );
}

/** A group names its cluster; one that names none is for every cluster of its workspace. */
function isForCluster({ scopes, clusterName }: z.infer<typeof Group>, { id, name, accountId }: RuleTarget): boolean {
  const has = (wanted: string | undefined) => scopes.some((it) => it.toLowerCase() === wanted?.toLowerCase());
  if (has(id)) return true;
  if (!has(accountId)) return false;
  const others = scopes.some((it) => /\/managedclusters\//i.test(it));
  return clusterName ? clusterName.toLowerCase() === name.toLowerCase() && !others : !others;
}

function inMetricAlert({ id, name, properties }: RuleRow, target: RuleTarget): ExistingMetricRule[] | undefined {
  const { data: rule } = Metric.safeParse(properties);
  if (!rule) return undefined;
  if (!isForResource(rule, target)) return [];
  const criteria = rule.criteria.allOf.map((it) => Criterion.safeParse(it).data);
  // Of a web test or a log there is no metric: such a rule is none of these.
  const read = criteria.filter((it) => it !== undefined);
  const windowMinutes = minutesIn(rule.windowSize ?? '');
  return read.map((it) => ({
    ...{ kind: 'metric' as const, id, name, metric: it.metricName, aggregation: it.timeAggregation },
    operator: it.operator,
    ...(typeof it.threshold === 'number' && !/dynamic/i.test(it.criterionType ?? '') && { threshold: it.threshold }),
    dimensions: (it.dimensions ?? []).map((dimension) => ({
      name: dimension.name,
      operator: /^exclude$/i.test(dimension.operator ?? '') ? ('Exclude' as const) : ('Include' as const),
      values: dimension.values ?? [],
    })),
    ...(windowMinutes !== undefined && { windowMinutes }),
    ...(typeof rule.severity === 'number' && { severity: rule.severity }),
    isEnabled: rule.enabled !== false,
  }));
}

/** A rule over a resource group or a subscription names the type that it watches there. */
function isForResource({ scopes, targetResourceType }: z.infer<typeof Metric>, { id, type }: RuleTarget): boolean {
  return scopes.some((scope) => {
    const [wanted, own] = [scope.toLowerCase().replace(/\/+$/, ''), id.toLowerCase()];
    return wanted === own || (own.startsWith(`${wanted}/`) && targetResourceType?.toLowerCase() === type.toLowerCase());
  });
}

/** "PT5M", "PT1H", "P1D" in minutes. */
export function minutesIn(text: string): number | undefined {
  const [all, days = 0, hours = 0, minutes = 0] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/i.exec(text) ?? [];
  return all === undefined ? undefined : Number(days) * 1440 + Number(hours) * 60 + Number(minutes);
}
