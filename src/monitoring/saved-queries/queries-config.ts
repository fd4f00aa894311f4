import { z } from 'zod';
import { settingsKql } from '../../azure/kql.ts';
import type { KqlValue } from '../../azure/kql-literal.ts';
import type { Asked, SavedQuery } from './saved-query.ts';

/** What every query of the settings may use: they are bound to the place and the time that are asked for. */
const bound = ['cluster_id', 'cluster_name', 'namespace', 'time_from', 'time_to', 'step'] as const;

const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,58}$/, 'is a name in small letters, digits and hyphens, such as "slow-checkout"');

const text = z
  .string()
  .trim()
  .min(10)
  .max(8_000)
  // A rendering must be the last, and rows are counted behind it.
  .transform((it) => it.replace(/\|\s*render\s[^|]*$/i, '').replace(/[;\s]+$/, ''))
  .superRefine((it, context) => {
    for (const fault of faultsOf(it)) context.addIssue({ code: 'custom', message: fault });
  });

const parameterName = z.string().regex(/^[a-z]\w{0,40}$/i, 'is a name of letters, digits and "_"');

const entry = z.strictObject({
  name,
  title: z.string().trim().min(1).max(80).optional(),
  summary: z.string().trim().min(1).max(200),
  table: z.string().trim().max(80).default('query of the settings'),
  hours: z
    .number()
    .min(0.1)
    .max(31 * 24)
    .default(6),
  kql: text,
  parameters: z.record(parameterName, z.union([z.string().max(400), z.number(), z.boolean()])).default({}),
  chart: z
    .strictObject({
      line: z.string().max(60),
      value: z.string().max(60),
      unit: z.enum(['MiB', '%', 'count', 'ms', 'millicores']).default('count'),
    })
    .optional(),
});

/** The section `queries`: saved queries beside those that are always there. */
export const queriesConfig = z
  .array(entry)
  .max(100)
  .superRefine((all, context) => {
    for (const [n, { name: own, parameters }] of all.entries()) {
      if (all.findIndex((it) => it.name === own) !== n)
        context.addIssue({ code: 'custom', path: [n, 'name'], message: `"${own}" is there twice` });
      for (const parameter of Object.keys(parameters))
        if (bound.some((it) => it === parameter))
          context.addIssue({ code: 'custom', path: [n, 'parameters'], message: `"${parameter}" is bound by the bot` });
    }
  })
  .transform((all) => all.map(queryOf));

function queryOf({ kql, parameters, title, chart, ...rest }: z.infer<typeof entry>): SavedQuery {
  return {
    ...rest,
    title: title ?? rest.name,
    ways: [],
    of: limitsNamespace(kql) ? 'namespace' : 'cluster',
    ...(chart && { chart }),
    kql: (asked) => settingsKql(kql, { ...parameters, ...valuesOf(asked, rest.hours) }),
  };
}

/** An alert rule has a window of its own: there, "time_from" lies before whatever it may look at. */
function valuesOf(
  { cluster, namespace, window, step }: Asked,
  hours: number,
): Record<(typeof bound)[number], KqlValue> {
  const to = window?.to ?? new Date('2100-01-01T00:00:00Z');
  const from = window?.from ?? new Date('2000-01-01T00:00:00Z');
  const width = step.milliseconds > 0 ? step : { milliseconds: Math.round((hours * 3_600_000) / 100) };
  return {
    cluster_id: cluster.id,
    cluster_name: cluster.name,
    namespace: namespace ?? '',
    time_from: from,
    time_to: to,
    step: width,
  };
}

/** What counts of a query: comments and texts bind nothing. */
function bare(kql: string): string {
  return kql.replace(/@"(?:[^"]|"")*"|@'(?:[^']|'')*'|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\/.*/g, (it) =>
    it.startsWith('//') ? '' : "''",
  );
}

/**
 * Whether rows are compared with the namespace that is asked for: only then who is limited to one may ask. Another use of
 * the name, in a comment or as a column, would tell of the whole cluster.
 */
function limitsNamespace(kql: string): boolean {
  return /(?:==|=~)\s*namespace\b|\bnamespace\s*(?:==|=~)|\bin~?\s*\(\s*namespace\s*\)/.test(bare(kql));
}

const elsewhere =
  /\b(?:workspace|app|resource|cluster|database|external_table|externaldata|http_request|sql_request)\s*\(/i;

function faultsOf(kql: string): string[] {
  return [
    ...(/^\s*\./m.test(kql) ? ['holds a management command: only queries are run'] : []),
    ...(elsewhere.test(kql) || elsewhere.test(bare(kql)) ? ['asks elsewhere than the workspace of the cluster'] : []),
    ...(/\bevaluate\s+(?:python|r|http_request|sql_request)/i.test(kql) ? ['runs a plug-in'] : []),
    ...(/\bcluster_(?:id|name)\b/.test(bare(kql))
      ? []
      : ['does not use cluster_id: without "where _ResourceId =~ cluster_id" it tells of other clusters too']),
    ...(bound.some((it) => new RegExp(`\\blet\\s+${it}\\s*=`, 'i').test(kql))
      ? ['sets a name that is bound by the bot (cluster_id, cluster_name, namespace, time_from, time_to, step)']
      : []),
  ];
}
