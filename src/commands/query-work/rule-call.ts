import { createHash } from 'node:crypto';
import { kql } from '../../azure/kql.ts';
import { timespan } from '../../azure/kql-literal.ts';
import { UserError } from '../../errors.ts';
import { linesQuery } from '../../evidence/workspace/lines-query.ts';
import type { Subject } from '../../model/subject.ts';
import { parseDuration } from '../../model/time/duration.ts';
import type { SavedQuery } from '../../monitoring/saved-queries/saved-query.ts';
import type { ActionCall } from '../../remediation/action.ts';

/** What a rule takes as its window, in minutes. */
const windows = [5, 10, 15, 30, 60, 360, 1440] as const;

/** What was said of the rule itself. */
export interface SaidRule {
  /** It fires above this: rows, or the value of a query over time. */
  threshold?: number | undefined;
  last?: string | undefined;
  severity?: string | undefined;
  /** ARM ids of action groups. */
  actionGroups?: string[];
}

/** The change that makes a rule of a saved query. A query over time fires by its value, any other by its rows. */
export function ruleOfQuery(
  query: SavedQuery,
  { subject, namespace }: { subject: Subject; namespace: string | undefined },
  said: SaidRule,
): ActionCall {
  const { cluster } = subject;
  const { chart } = query;
  if (chart && said.threshold === undefined)
    throw new UserError(`Say from which value on: create alert ${query.name} in ${cluster.name} above 90.`);
  const asked = query.kql({ cluster, namespace, step: timespan(5 * 60_000) });
  const rows = chart ? kql`${asked}${aboveIn(chart.value, said.threshold ?? 0)}` : asked;
  const place = namespace === undefined ? cluster.name : `${namespace} in ${cluster.name}`;
  const than = chart ? ` above ${said.threshold}` : '';
  return call(`${query.title}${than} in ${place}`, rows.text, cluster.id, {
    ...said,
    threshold: chart ? 0 : said.threshold,
    name: [query.name, cluster.name, namespace, chart && String(said.threshold)],
  });
}

/** The change that makes a rule of the lines of a log that have a text. */
export function ruleOfLines(subject: Subject, containing: string, said: SaidRule): ActionCall {
  const { cluster, name } = subject;
  const { text } = linesQuery(subject, { containing });
  const mark = createHash('sha256').update(containing).digest('hex').slice(0, 6);
  return call(`Lines with "${containing.slice(0, 80)}" of ${name} in ${cluster.name}`, text, cluster.id, {
    ...said,
    name: ['log', name, cluster.name, mark],
  });
}

/** Column names are those of our own queries: text that we wrote. */
function aboveIn(column: string, value: number) {
  const columns: Record<string, ReturnType<typeof kql>> = {
    Percent: kql`
| where Percent > ${value}`,
    Pods: kql`
| where Pods > ${value}`,
    Lines: kql`
| where Lines > ${value}`,
    Milliseconds: kql`
| where Milliseconds > ${value}`,
  };
  const above = columns[column];
  if (!above) throw new UserError('This query is one over time of the settings: no alert can be made of it here.');
  return above;
}

function call(
  title: string,
  query: string,
  scopeId: string,
  { name, threshold = 0, last, severity = '2', actionGroups = [] }: SaidRule & { name: (string | undefined)[] },
): ActionCall {
  const windowMinutes = windowOf(last);
  return {
    action: 'create-alert-rule',
    input: {
      scopeId,
      name: ['wk', ...name.filter(Boolean)]
        .join('-')
        .replaceAll(/[^\w-]+/g, '-')
        .slice(0, 100),
      title: title.slice(0, 200),
      description: 'Made in a chat, from a saved query or a search of logs.',
      severity: Number(severity),
      query: query.trim(),
      everyMinutes: windowMinutes <= 15 ? 5 : windowMinutes <= 60 ? 15 : 60,
      windowMinutes,
      moreRowsThan: threshold,
      ...(actionGroups.length > 0 && { actionGroups }),
    },
  };
}

/** The shortest window of the service that holds what was said; a quarter of an hour without it. */
function windowOf(said: string | undefined): number {
  if (said === undefined) return 15;
  const ms = parseDuration(said);
  if (ms === undefined) throw new UserError('A rule looks back over a length of time: say 15m, 1h or 6h.');
  const window = windows.find((it) => it * 60_000 >= ms);
  if (window === undefined) throw new UserError('A rule looks back over a day at most.');
  return window;
}
