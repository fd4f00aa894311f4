import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { kql } from '../../azure/kql.ts';
import type { Evidence, Window } from '../../model/evidence.ts';
import type { Subject } from '../../model/subject.ts';
import { type LinesWish, linesQuery } from './lines-query.ts';
import { workspaceOf } from './workspace-of.ts';

/** One line that a container wrote, as Container Insights kept it. */
export interface WrittenLine {
  pod: string;
  container: string;
  /** Of this run of the container; another run has another. */
  run: string;
  text: string;
  at: Date;
}

const Row = z.object({ Pod: z.string(), Container: z.string(), Run: z.string(), Text: z.string(), At: z.date() });

/** The newest lines that the subject's containers wrote, oldest first (Log Analytics, ContainerLogV2; late by one to four minutes). */
export async function writtenLines(
  azure: Azure,
  subject: Subject,
  wish: LinesWish,
  window: Window,
): Promise<Evidence<WrittenLine[]>> {
  const workspace = workspaceOf(subject.cluster);
  const query = kql`${linesQuery(subject, wish, window)}
| top 1000 by TimeGenerated desc
| project Pod = PodName, Container = ContainerName, Run = ContainerId, Text = tostring(LogMessage), At = TimeGenerated`;
  const { rows, partial } = await azure.logs.query(workspace.customerId, query, Row, window);
  return {
    value: rows
      .reverse()
      .map((it) => ({ pod: it.Pod, container: it.Container, run: it.Run, text: it.Text, at: it.At })),
    source: {
      service: 'Log Analytics',
      detail: 'ContainerLogV2',
      query: query.text,
      workspace: workspace.resourceId,
    },
    at: rows.at(-1)?.At ?? window.to,
    ...(partial !== undefined && {
      gap: {
        what: 'part of the log lines',
        service: 'Log Analytics' as const,
        why: `Log Analytics answered in part: ${partial}`,
        next: 'Ask about one pod.',
      },
    }),
  };
}
