import { z } from 'zod';
import type { BaselineAlert } from '../../model/baseline-alert.ts';

const severity = z.union([0, 1, 2, 3, 4].map((it) => z.literal(it as 0 | 1 | 2 | 3 | 4)));
const ruleName = z.string().regex(/^[\w-]{1,80}$/);
const minutes = z.number().int().min(1).max(1440);

const prometheus = z.strictObject({
  kind: z.literal('prometheus'),
  name: ruleName,
  level: z.enum(['cluster', 'node', 'pod']),
  says: z.string().max(300),
  severity,
  expression: z.string().min(1).max(4_000),
  forMinutes: minutes,
  resolveMinutes: minutes,
});

const metric = z.strictObject({
  kind: z.literal('metric'),
  name: ruleName,
  says: z.string().max(300),
  severity,
  metric: z.string().min(1).max(200),
  namespace: z
    .string()
    .regex(/^[\w.]+\/[\w/]+$/)
    .max(200),
  aggregation: z.enum(['Average', 'Minimum', 'Maximum', 'Total', 'Count']),
  operator: z.enum(['GreaterThan', 'GreaterThanOrEqual', 'LessThan', 'LessThanOrEqual', 'GreaterOrLessThan', 'Equals']),
  threshold: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('static'), value: z.number() }),
    z.strictObject({
      kind: z.literal('dynamic'),
      sensitivity: z.enum(['Low', 'Medium', 'High']),
      failing: z.strictObject({ runs: z.number().int().min(1).max(6), of: z.number().int().min(1).max(6) }),
    }),
  ]),
  windowMinutes: minutes,
  everyMinutes: minutes,
  dimensions: z
    .array(
      z.strictObject({
        name: z.string().max(200),
        operator: z.enum(['Include', 'Exclude']),
        values: z.array(z.string().max(200)).min(1).max(50),
      }),
    )
    .max(5),
  endsItself: z.boolean(),
});

const actionGroup =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Insights\/actionGroups\/[^/]+$/i;

/** Alerts to be made, each in full: what is proposed is what is seen. */
export const baselineAlertInput: z.ZodType<BaselineAlert> = z.discriminatedUnion('kind', [prometheus, metric]);

/** What is to be made, and for what. */
export const baselineInput = z.strictObject({
  /** ARM id of the cluster, registry or other resource. */
  resourceId: z.string().min(1).max(400),
  alerts: z.array(baselineAlertInput).min(1).max(60),
  actionGroups: z.array(z.string().max(400).regex(actionGroup)).max(5).optional(),
});

/** The same, read. */
export type BaselineInput = z.infer<typeof baselineInput>;
