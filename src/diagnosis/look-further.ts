import type { Azure } from '../azure/azure.ts';
import { gather } from '../evidence/asking/gather.ts';
import * as shelf from '../evidence/index.ts';
import type { Window } from '../model/evidence.ts';
import type { ObjectRef } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import { isOneThing, type Subject } from '../model/subject.ts';
import { judgedBy } from './judged-by.ts';
import { overHours } from './performance/over-hours.ts';
import { performanceOf } from './performance/performance.ts';
import type { SlowWorkload } from './performance/slow-workloads.ts';
import type { Judged } from './rank.ts';
import type { EvidenceName, EvidenceOf, Rule } from './rule.ts';
import { addSeenCalls, shareSituation } from './situation/situation.ts';

/** A question as far as it was answered. */
export interface Answered {
  evidence: EvidenceOf<never, EvidenceName>;
  judged: readonly Judged[];
  window: Window;
}

/** The same after a further look, with what could not be read in it. */
export interface Further extends Answered {
  gaps: Gap[];
}

/** From here on a finding explains what was asked. */
const saying = 0.5;

/** Whether something was found that is surer than a guess and no all-clear. */
export function isExplained(judged: readonly Judged[]): boolean {
  return judged.some(({ finding, rule }) => rule.weight !== 'all-clear' && finding.confidence >= saying);
}

/** Rules that wait, by what they wait for. */
type Waiting = Partial<Record<NonNullable<Rule['asked']>, readonly Rule[]>>;

/**
 * Reads what further rules need beside what was read already, and lets them judge too. Those that wait until something
 * is slow are asked when that was seen, or when nothing could be measured. Where a person says that it is slow, and the
 * last hour explains nothing, it may have been slow all that hour: some more hours are compared. What fails is a gap.
 */
export async function lookFurther(
  azure: Azure,
  subject: Subject,
  waiting: Waiting,
  first: Answered,
  isCalledSlow: boolean,
): Promise<Further> {
  const near = await look(azure, subject, waiting, first);
  if (!isCalledSlow || near.slow?.length !== 0 || isExplained(near.judged)) return near;
  const far = await look(overHours(azure), subject, waiting, first);
  return far.slow?.length ? far : near;
}

/** The same over one span of time, with the workloads that became slow in it; undefined where nothing could be measured. */
async function look(
  azure: Azure,
  subject: Subject,
  waiting: Waiting,
  first: Answered,
): Promise<Further & { slow: SlowWorkload[] | undefined }> {
  const seen = await withRules(azure, subject, waiting['when-unexplained'] ?? [], first);
  const slow = seen.evidence.workloadRequests && performanceOf(seen.evidence, first.window.to).slow;
  if (slow?.length === 0) return { ...seen, slow };
  const then = await withRules(azure, subject, waiting['when-slow'] ?? [], seen);
  // Ready pods that answer slowly are not well.
  const isHit = slow?.some(({ workload }) => !isOneThing(subject) || isSame(workload, subject));
  const judged = isHit ? then.judged.filter(({ rule }) => rule.weight !== 'all-clear') : then.judged;
  return { ...then, judged, gaps: [...seen.gaps, ...then.gaps], slow };
}

function isSame(a: ObjectRef, b: ObjectRef): boolean {
  return a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;
}

async function withRules(
  azure: Azure,
  subject: Subject,
  further: readonly Rule[],
  { evidence, judged, window }: Answered,
): Promise<Further> {
  const asked = further.filter((rule) => rule.fits?.(subject) ?? true);
  const names = new Set(asked.flatMap(({ needs, wants = [] }) => [...needs, ...wants]));
  const unread = Object.entries(shelf).filter(([name]) => {
    const it = name as EvidenceName;
    return names.has(it) && evidence[it] === undefined;
  });
  const read = await gather(Object.fromEntries(unread), azure, subject, window);
  const all = { ...evidence, ...read.evidence } as EvidenceOf<never, EvidenceName>;
  shareSituation(evidence, all);
  if (all.workloadRequests) addSeenCalls(all, all.workloadRequests.value.calls, all.clusterPods?.value);
  return {
    evidence: all,
    judged: [...judged, ...judgedBy(asked, all, subject, window.to)],
    window,
    gaps: read.gaps,
  };
}
