import { z } from 'zod';
import type { MetricAlert } from '../../model/baseline-alert.ts';
import { minutesIn } from './rule-rows.ts';

const length = z.string().transform((text, context) => {
  const minutes = minutesIn(text);
  if (minutes !== undefined && minutes > 0) return minutes;
  context.addIssue({ code: 'custom', message: `"${text}" is no length of time such as PT5M` });
  return z.NEVER;
});

const dimension = z.looseObject({
  name: z.string(),
  operator: z.enum(['Include', 'Exclude']).default('Include'),
  values: z.array(z.string()).min(1),
});

const common = {
  metricName: z.string().min(1).max(200),
  metricNamespace: z.string().regex(/^[\w.]+\/[\w/]+$/),
  severity: z.union([0, 1, 2, 3, 4].map((it) => z.literal(it as 0 | 1 | 2 | 3 | 4))),
  windowSize: length,
  evaluationFrequency: length,
  timeAggregation: z.enum(['Average', 'Minimum', 'Maximum', 'Total', 'Count']),
  dimensions: z.array(dimension).max(5).default([]),
  autoMitigate: z.boolean().default(true),
};

const properties = z.discriminatedUnion('criterionType', [
  z.looseObject({
    ...common,
    criterionType: z.literal('StaticThresholdCriterion'),
    operator: z.enum(['GreaterThan', 'GreaterThanOrEqual', 'LessThan', 'LessThanOrEqual', 'Equals']),
    threshold: z.number(),
  }),
  z.looseObject({
    ...common,
    criterionType: z.literal('DynamicThresholdCriterion'),
    operator: z.enum(['GreaterThan', 'LessThan', 'GreaterOrLessThan']),
    alertSensitivity: z.enum(['Low', 'Medium', 'High']),
    failingPeriods: z.looseObject({
      numberOfEvaluationPeriods: z.number().int().min(1).max(6),
      minFailingPeriodsToAlert: z.number().int().min(1).max(6),
    }),
  }),
]);

const Entry = z.looseObject({
  name: z.string().min(1).max(200),
  description: z.string().default(''),
  type: z.literal('Metric', 'is no alert on a metric: those alone are compared'),
  properties,
});

/** Alerts on metrics as the project Azure Monitor Baseline Alerts writes them down, read into ours. */
export const publishedBaseline = z
  .array(Entry)
  .max(200)
  .transform((all) => {
    const names = new Map<string, number>();
    return all.map(({ name, description, properties: it }): MetricAlert => {
      const short = name
        .replaceAll(/[^\w]+/g, '-')
        .replaceAll(/^-+|-+$/g, '')
        .slice(0, 70);
      const key = `${it.metricNamespace}/${short}`.toLowerCase();
      const times = (names.get(key) ?? 0) + 1;
      names.set(key, times);
      return {
        kind: 'metric',
        name: times === 1 ? short : `${short}-${times}`,
        says: description.replaceAll(/\s+/g, ' ').trim().slice(0, 300),
        severity: it.severity,
        metric: it.metricName,
        namespace: it.metricNamespace,
        aggregation: it.timeAggregation,
        operator: it.operator,
        threshold:
          it.criterionType === 'StaticThresholdCriterion'
            ? { kind: 'static', value: it.threshold }
            : {
                kind: 'dynamic',
                sensitivity: it.alertSensitivity,
                failing: {
                  runs: it.failingPeriods.minFailingPeriodsToAlert,
                  of: it.failingPeriods.numberOfEvaluationPeriods,
                },
              },
        windowMinutes: it.windowSize,
        everyMinutes: it.evaluationFrequency,
        dimensions: it.dimensions.map(({ name: own, operator, values }) => ({ name: own, operator, values })),
        endsItself: it.autoMitigate,
      };
    });
  });
