import type { KeptPosture, KnownFinding } from '../../model/known-finding.ts';
import type { PostureDay } from '../../model/posture-score.ts';
import { readTurns, standingAt } from '../../model/posture-turns.ts';
import { checksByCode } from './practices.ts';
import { scoreOf } from './score.ts';

/** The score at one time. */
export interface TrendPoint {
  at: Date;
  percent: number;
}

/** How the score of the whole estate went, as each day's reading found it. */
export function trendOfDays(days: readonly PostureDay[]): TrendPoint[] {
  return days.flatMap(({ at, score }) => (score.percent === undefined ? [] : [{ at, percent: score.percent }]));
}

/** How the score of a practice went over the whole estate. */
export function trendOfPractice(days: readonly PostureDay[], practice: string): TrendPoint[] {
  return days.flatMap(({ at, practices }) => {
    const percent = practices[practice];
    return percent === undefined ? [] : [{ at, percent }];
  });
}

/**
 * How the score of some resources went on these days, by what was kept of each check. What is accepted now is left out of
 * all days; what nobody could read counts as it was last known.
 */
export function trendOfKept(
  days: readonly Pick<PostureDay, 'at'>[],
  kept: readonly KeptPosture[],
  findings: readonly KnownFinding[],
): TrendPoint[] {
  const accepted = new Set(findings.filter(({ exception }) => exception).map(keyOf));
  const lines = kept.flatMap(({ resource, turns }) =>
    Object.entries(turns).flatMap(([check, text]) => {
      const severity = checksByCode.get(check)?.check.severity;
      if (!severity || accepted.has(keyOf({ check, resource }))) return [];
      return [{ severity, turns: readTurns(text) }];
    }),
  );
  return days.flatMap(({ at }) => {
    const { percent } = scoreOf(
      lines.flatMap(({ severity, turns }) => {
        const standing = standingAt(turns, at.getTime());
        return standing ? [{ severity, standing }] : [];
      }),
    );
    return percent === undefined ? [] : [{ at, percent }];
  });
}

function keyOf({ check, resource }: Pick<KnownFinding, 'check' | 'resource'>): string {
  return `${check} ${resource.id.toLowerCase()}`;
}
