import { z } from 'zod';
import { logSearchCard } from '../../cards/log-search.ts';
import { linesQuery } from '../../evidence/workspace/lines-query.ts';
import type { Window } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { Origin } from '../../model/origin.ts';
import type { Subject } from '../../model/subject.ts';
import { searchLog } from '../../monitoring/logs/search-log.ts';
import type { Context, Press, Reply } from '../command.ts';
import { says } from '../language/field.ts';
import { saidOf, threadOf } from '../naming/said-of.ts';
import { windowOf } from './time-field.ts';

const usualHours = 6;
const fewLines = 30;

/** A text that lines of a log have. */
export const containingField = z
  .string()
  .trim()
  .min(2)
  .max(200)
  .optional()
  .meta(
    says({
      is: 'quote',
      noun: 'text',
      keys: ['containing', 'contains', 'text'],
      after: ['containing', 'contains', 'contain', 'mentioning', 'matching', 'saying', 'grep', 'text'],
      idle: ['containing', 'contains', 'contain', 'mentioning', 'matching', 'saying', 'grep', 'lines', 'line', 'text'],
    }),
  );

/** What was said of the lines that are wanted. */
export interface SaidLines {
  pod?: string | undefined;
  container?: string | undefined;
  last?: string | undefined;
  containing?: string | undefined;
  lines?: number | undefined;
}

/** The answer to "logs" with a time or a text: from the workspace, which keeps what the container itself has long forgotten. */
export async function keptLines(
  { subject, gaps }: { subject: Subject; gaps: Gap[] },
  said: SaidLines,
  context: Context,
): Promise<Reply> {
  const now = context.clock.now();
  const search = await searchLog(context.azure, subject, said, windowOf(said.last, usualHours, now));
  const lines = said.lines ?? fewLines;
  const isMore = (search.lines?.value.length ?? 0) > lines;
  const buttons = await context.buttons(followUps(subject, { ...said, lines: isMore ? lines : undefined }));
  return {
    card: logSearchCard({ ...search, gaps: [...gaps, ...search.gaps] }, { now, lines, buttons }),
    about: threadOf(subject),
  };
}

/** The same log as Container Insights keeps it, to be asked in the portal; undefined where the cluster has no workspace. */
export function keptQuery(
  subject: Subject,
  wish: { pod?: string; container?: string },
  now: Date,
): { origin: Origin; window: Window } | undefined {
  const { workspace } = subject.cluster;
  if (!workspace) return undefined;
  const window = windowOf(undefined, usualHours, now);
  const query = `${linesQuery(subject, wish, window).text.trim()}\n| project TimeGenerated, PodName, ContainerName, LogLevel, LogMessage\n| order by TimeGenerated desc`;
  return {
    origin: { service: 'Log Analytics', detail: 'ContainerLogV2', query, workspace: workspace.resourceId },
    window,
  };
}

function followUps(subject: Subject, { pod, container, last, containing, lines }: SaidLines): Press[] {
  const said = saidOf(subject);
  const same = {
    ...said,
    ...(pod !== undefined && { pod }),
    ...(container !== undefined && { container }),
    ...(containing !== undefined && { containing }),
  };
  const more = 150;
  return [
    ...(lines !== undefined && lines < more
      ? [
          {
            title: 'More lines',
            verb: 'logs',
            input: { ...same, lines: more, last: last ?? `${usualHours}h` },
            replaces: true,
          },
        ]
      : []),
    ...(last === '24h' ? [] : [{ title: 'Last 24h', verb: 'logs', input: { ...same, last: '24h' } }]),
    ...(containing === undefined
      ? []
      : [{ title: 'Create an alert', verb: 'create alert', input: { ...said, containing } }]),
    { title: 'Live log', verb: 'logs', input: said },
    { title: 'Why', verb: 'why', input: said },
  ];
}
