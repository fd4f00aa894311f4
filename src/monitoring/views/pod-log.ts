import type { Azure } from '../../azure/azure.ts';
import { UpstreamError } from '../../errors.ts';
import { readGap } from '../../evidence/asking/read-gap.ts';
import { podsOf } from '../../evidence/kubernetes/pods-of.ts';
import { redactFact } from '../../evidence/redact/redact-fact.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { ContainerChoice, PodLog } from '../../model/pod-log.ts';
import type { Subject } from '../../model/subject.ts';
import { containerChoices } from '../logs/container-choices.ts';
import { errorLines } from '../logs/error-lines.ts';
import { keptLog } from '../logs/kept-log.ts';

/** Which log is wanted, as far as somebody said. */
export interface LogWish {
  pod?: string | undefined;
  container?: string | undefined;
  /** Only the run before the present one. */
  previous?: boolean | undefined;
}

/** A log; or the containers to choose from, when none of several pods tells more than the others; or nothing to read. */
export type LogView =
  | { kind: 'log'; log: PodLog }
  | { kind: 'several'; choices: ContainerChoice[]; gaps: Gap[] }
  | { kind: 'none'; choices: ContainerChoice[]; gaps: Gap[] };

const tailLines = 400;

/**
 * The log of a workload's container that matters, in this run and the one before (Kubernetes API, live); from what
 * Container Insights kept when the API cannot be read.
 */
export async function podLog(azure: Azure, subject: Subject, wish: LogWish, now: Date): Promise<LogView> {
  try {
    const pods = await podsOf(azure, subject);
    const all = containerChoices(pods, now);
    const fitting = all.filter(
      (it) =>
        (wish.pod === undefined || it.pod === wish.pod) &&
        (wish.container === undefined || it.container === wish.container),
    );
    const [chosen] = fitting;
    if (!chosen) return { kind: 'none', choices: all, gaps: [] };
    const several = wish.pod === undefined && new Set(fitting.map((it) => it.pod)).size > 1;
    if (several && !chosen.isTroubled) return { kind: 'several', choices: firstOfEach(fitting), gaps: [] };
    const others = all.filter((it) => it !== chosen);
    return { kind: 'log', log: await liveLog(azure, subject, { chosen, others, wish, now }) };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return keptLog(azure, subject, wish, now, readGap(error, 'log from the container itself'));
  }
}

async function liveLog(
  azure: Azure,
  subject: Subject,
  { chosen, others, wish, now }: { chosen: ContainerChoice; others: ContainerChoice[]; wish: LogWish; now: Date },
): Promise<PodLog> {
  const read = (previous: boolean) => lines(azure, subject, chosen, previous, now);
  const [current, previous] = await Promise.all([
    wish.previous && chosen.hasPrevious ? undefined : read(false),
    chosen.hasPrevious ? read(true) : undefined,
  ]);
  return {
    subject,
    chosen,
    others,
    ...(current && 'value' in current && { current }),
    ...(previous && 'value' in previous && { previous }),
    errors: errorLines(linesOf(previous), linesOf(current)),
    gaps: [current, previous].flatMap((it) => (it && 'what' in it ? it : [])),
  };
}

/** The last lines of one run; undefined when that run left no log, a gap when it could not be read. */
async function lines(
  azure: Azure,
  { cluster, namespace }: Subject,
  { pod, container }: ContainerChoice,
  previous: boolean,
  now: Date,
): Promise<Evidence<string[]> | Gap | undefined> {
  try {
    const text = await azure.kubernetes.log(cluster.id, { namespace, name: pod, container }, { previous, tailLines });
    const way = azure.kubernetes.wayTo(cluster.id);
    return {
      // Before it is cut into lines: a private key has many.
      value: redactFact(text)
        .split(/\r?\n/)
        .filter((line) => line.trim() !== ''),
      source: {
        service: 'Kubernetes API',
        detail: `${previous ? 'previous ' : ''}log of ${container} in ${pod}${way === 'directly' ? '' : ` ${way}, 64 KB at most`}`,
      },
      at: now,
    };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    // A container that never started, or whose last life is forgotten, has no log: nothing is missing.
    if (error.reason === 'not-found' || error.status === 400) return undefined;
    return readGap(error, previous ? 'log of the previous run' : 'log of this run');
  }
}

function linesOf(read: Evidence<string[]> | Gap | undefined): string[] {
  return read && 'value' in read ? read.value : [];
}

function firstOfEach(choices: readonly ContainerChoice[]): ContainerChoice[] {
  return [...new Map(choices.toReversed().map((it) => [it.pod, it])).values()].reverse();
}
