import type { KnownFinding } from '../../model/known-finding.ts';
import type { PostureDay } from '../../model/posture-score.ts';
import { approvedPostureExceptions, withExceptions } from './approved-exceptions.ts';
import { keptFindings } from './kept-findings.ts';
import type { PostureWork } from './posture-work.ts';
import { scoreOf } from './score.ts';

/** The score of this day: of what was just read for all, and of what is kept of each. */
export async function dayOf(
  { store, clock }: Pick<PostureWork, 'store' | 'clock'>,
  o: { findings: readonly KnownFinding[]; resources: number },
): Promise<PostureDay> {
  const now = clock.now();
  const ids = new Set(o.findings.map(({ resource }) => resource.id.toLowerCase()));
  const kept = [...(await store.posture.kept())].filter(([id]) => ids.has(id));
  const all = withExceptions<KnownFinding>(
    [...o.findings, ...kept.flatMap(([, it]) => keptFindings(it, 'each'))],
    await approvedPostureExceptions(store.remediations),
    now,
  );
  const practices = [...Map.groupBy(all, ({ practice }) => practice)].flatMap(([code, its]) => {
    const { percent } = scoreOf(its);
    return percent === undefined ? [] : [[code, percent] as const];
  });
  return {
    ...{ day: now.toISOString().slice(0, 10), at: now, score: scoreOf(all) },
    ...{ practices: Object.fromEntries(practices), resources: o.resources },
  };
}
