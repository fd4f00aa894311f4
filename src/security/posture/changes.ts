import type { KeptPosture, KnownFinding } from '../../model/known-finding.ts';
import type { PostureResource } from '../../model/posture.ts';
import { standingAtIn } from '../../model/posture-turns.ts';

/** What is other than it was at some time before. */
export interface PostureChanges {
  since: Date;
  /** What fails now and did not. */
  worse: KnownFinding[];
  /** What failed and does not any more. */
  better: KnownFinding[];
  /** Resources that were not there. */
  fresh: PostureResource[];
}

/**
 * What changed since then: how the findings stand now against what was kept. What nobody could read, then or now, is no
 * change; nor is a check that is looked at for the first time.
 */
export function changesSince(
  since: Date,
  findings: readonly KnownFinding[],
  kept: ReadonlyMap<string, KeptPosture>,
): PostureChanges {
  const changes: PostureChanges = { since, worse: [], better: [], fresh: [] };
  const fresh = new Map<string, PostureResource>();
  // Findings of one resource share it: what is kept of it is looked up once.
  const known = new Map<PostureResource, KeptPosture | undefined>();
  for (const finding of findings) {
    const { resource } = finding;
    if (!known.has(resource)) known.set(resource, kept.get(resource.id.toLowerCase()));
    const before = known.get(resource);
    if (!before || before.firstAt > since) fresh.set(resource.id.toLowerCase(), resource);
    else if (finding.standing !== 'unread') {
      const was = standingAtIn(before.turns[finding.check], since.getTime());
      if (was === undefined || was === finding.standing) continue;
      if (finding.standing === 'fail' && !finding.exception) changes.worse.push(finding);
      else if (was === 'fail' && finding.standing !== 'fail') changes.better.push(finding);
    }
  }
  return { ...changes, fresh: [...fresh.values()] };
}

/** The day to compare with: the newest before the day of `now`; undefined where there is none yet. */
export function lastDayBefore<Day extends { day: string }>(days: readonly Day[], now: Date): Day | undefined {
  const today = now.toISOString().slice(0, 10);
  return days.filter(({ day }) => day < today).reduce<Day | undefined>(newer, undefined);
}

function newer<Day extends { day: string }>(one: Day | undefined, other: Day): Day {
  return one !== undefined && one.day > other.day ? one : other;
}
