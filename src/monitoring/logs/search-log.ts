import type { Azure } from '../../azure/azure.ts';
import { UpstreamError } from '../../errors.ts';
import { readGap } from '../../evidence/asking/read-gap.ts';
import { redactFact } from '../../evidence/redact/redact-fact.ts';
import type { LinesWish } from '../../evidence/workspace/lines-query.ts';
import { writtenLines } from '../../evidence/workspace/written-lines.ts';
import type { Window } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { LogSearch } from '../../model/log-search.ts';
import type { Subject } from '../../model/subject.ts';
import { isCollected } from '../saved-queries/is-collected.ts';

const mostLines = 1_000;

/** The lines that a subject's containers wrote in a time, with a text or all of them, as Container Insights kept them. */
export async function searchLog(azure: Azure, subject: Subject, wish: LinesWish, window: Window): Promise<LogSearch> {
  const search = { subject, window, ...(wish.containing !== undefined && { containing: wish.containing }) };
  try {
    const read = await writtenLines(azure, subject, wish, window);
    const lines = {
      ...read,
      value: read.value.map(({ pod, container, text, at }) => ({ pod, container, text: redactFact(text), at })),
    };
    const gaps = [read.gap, await notKept(azure, subject, read.value.length, window)].filter((it) => it !== undefined);
    return { ...search, lines, isCut: read.value.length >= mostLines, gaps };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { ...search, isCut: false, gaps: [readGap(error, 'lines that Container Insights kept')] };
  }
}

/** No lines is an answer only where the cluster sends its logs at all. */
async function notKept(
  azure: Azure,
  { cluster, namespace }: Subject,
  found: number,
  window: Window,
): Promise<Gap | undefined> {
  if (found > 0 || (await isCollected(azure, cluster, 'ContainerLogV2', window))) return undefined;
  return {
    what: 'lines of log',
    service: 'Log Analytics',
    why: `ContainerLogV2 has no lines of ${cluster.name} in this time.`,
    next: `Check that the Container Insights agent (ama-logs) runs, and that ${namespace || 'the namespace'} is not excluded.`,
  };
}
