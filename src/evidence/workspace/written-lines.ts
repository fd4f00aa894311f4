import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { type Kql, kql } from '../../azure/kql.ts';
import type { Evidence, Window } from '../../model/evidence.ts';
import type { Subject } from '../../model/subject.ts';
import { childNames } from './generated-names.ts';
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
  { pod, container }: { pod?: string | undefined; container?: string | undefined },
  window: Window,
): Promise<Evidence<WrittenLine[]>> {
  const { cluster, namespace } = subject;
  const workspace = workspaceOf(cluster);
  const inContainer = container === undefined ? kql`` : kql` and ContainerName == ${container}`;
  const query = kql`
ContainerLogV2
| where TimeGenerated >= ${window.from} and TimeGenerated < ${window.to}
| where _ResourceId =~ ${cluster.id} and PodNamespace == ${namespace}${podOf(subject, pod)}${inContainer}
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

function podOf(subject: Subject, pod: string | undefined): Kql {
  if (pod !== undefined) return kql` and PodName == ${pod}`;
  return kql` and (PodName == ${subject.name} or PodName matches regex ${childNames(subject)})`;
}
