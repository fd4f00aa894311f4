import type { Azure } from '../../azure/azure.ts';
import { UpstreamError } from '../../errors.ts';
import { readGap } from '../../evidence/asking/read-gap.ts';
import { redactFact } from '../../evidence/redact/redact-fact.ts';
import { type WrittenLine, writtenLines } from '../../evidence/workspace/written-lines.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { ContainerChoice, PodLog } from '../../model/pod-log.ts';
import type { Subject } from '../../model/subject.ts';
import type { LogView, LogWish } from '../views/pod-log.ts';
import { errorLines } from './error-lines.ts';

const hours = 6;

/** The log as Container Insights kept it, where the Kubernetes API could not be read (`why` is that gap): of the pod that wrote last. */
export async function keptLog(azure: Azure, subject: Subject, wish: LogWish, now: Date, why: Gap): Promise<LogView> {
  const window = { from: new Date(now.getTime() - hours * 3_600_000), to: now };
  try {
    const kept = await writtenLines(azure, subject, wish, window);
    const gaps = [instead(why), ...(kept.gap ? [kept.gap] : [])];
    const byContainer = Map.groupBy(kept.value, ({ pod, container }) => `${pod}/${container}`);
    // The lines stand oldest first, so the container that wrote last comes first here.
    const choices = [...byContainer.values()].sort((a, b) => newest(b) - newest(a));
    const [lines, ...others] = choices;
    if (!lines) return { kind: 'none', choices: [], gaps: [why, nothingKept(subject)] };
    return { kind: 'log', log: logOf(subject, kept, lines, others, gaps) };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { kind: 'none', choices: [], gaps: [why, readGap(error, 'log that Container Insights kept')] };
  }
}

function logOf(
  subject: Subject,
  { source }: Evidence<WrittenLine[]>,
  lines: WrittenLine[],
  others: WrittenLine[][],
  gaps: Gap[],
): PodLog {
  const runs = [...Map.groupBy(lines, ({ run }) => run).values()];
  const part = (run: WrittenLine[] | undefined): Evidence<string[]> | undefined =>
    run && { value: redactFact(run.map(({ text }) => text).join('\n')).split('\n'), source, at: new Date(newest(run)) };
  const current = part(runs.at(-1));
  const previous = part(runs.at(-2));
  return {
    subject,
    chosen: choiceOf(lines),
    others: others.map(choiceOf),
    ...(current && { current }),
    ...(previous && { previous }),
    errors: errorLines(previous?.value ?? [], current?.value ?? []),
    gaps,
  };
}

function choiceOf(lines: readonly WrittenLine[]): ContainerChoice {
  const { pod = '', container = '' } = lines.at(-1) ?? {};
  return { pod, container, state: '', isTroubled: false, hasPrevious: new Set(lines.map(({ run }) => run)).size > 1 };
}

function newest(lines: readonly WrittenLine[]): number {
  return lines.at(-1)?.at.getTime() ?? 0;
}

function instead(why: Gap): Gap {
  const source = 'ContainerLogV2 (Log Analytics)';
  return { ...why, why: `${why.why} Read from ${source} instead, which is late by some minutes.`, instead: source };
}

function nothingKept({ name }: Subject): Gap {
  return {
    what: 'log that Container Insights kept',
    service: 'Log Analytics',
    why: `ContainerLogV2 has no line of ${name} in the last ${hours} h.`,
    next: 'Check that the Container Insights agent collects the logs of this namespace.',
  };
}
