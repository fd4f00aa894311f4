import type { KeptPosture, KnownFinding } from '../../model/known-finding.ts';
import type { PostureResource } from '../../model/posture.ts';
import type { PostureDay, PostureReadingState } from '../../model/posture-score.ts';
import { lastStanding, readTurns } from '../../model/posture-turns.ts';
import type { Store } from '../../store/store.ts';
import { approvedPostureExceptions, withExceptions } from './approved-exceptions.ts';
import { keptFindings } from './kept-findings.ts';
import type { PostureReading } from './posture-reading.ts';
import type { Practice } from './practice.ts';
import { checksByCode, practices, practicesThatRead } from './practices.ts';
import { readPosture } from './read-posture.ts';
import type { ReadResource } from './read-resources.ts';

/** How many resources stand, read now as far as few calls tell it, and from the store for the rest. */
export interface EstatePosture {
  findings: KnownFinding[];
  /** What is kept of these resources, by their ids in small letters. */
  kept: ReadonlyMap<string, KeptPosture>;
  /** Of the whole estate, the oldest first. */
  days: readonly PostureDay[];
  /** Those that need calls of their own, and of which these never told anything. */
  neverRead: PostureResource[];
  /** When the oldest of what is kept was read; undefined where nothing of the kind is looked at. */
  keptFrom?: Date;
  reading?: PostureReadingState;
}

const mostDays = 30;

/** Looks at many resources: the number of calls does not grow with theirs. */
export async function estatePosture(
  reading: PostureReading,
  store: Pick<Store, 'posture' | 'remediations'>,
  resources: readonly ReadResource[],
  among: readonly Practice[] = practices,
): Promise<EstatePosture> {
  const [live, kept, days, exceptions, state] = await Promise.all([
    readPosture(reading, practicesThatRead('together', among), resources, { closely: false }),
    store.posture.kept(),
    store.posture.days(mostDays),
    approvedPostureExceptions(store.remediations),
    store.posture.reading(),
  ]);
  const types = new Set(typesReadClosely(among));
  const codes = new Set(among.flatMap(({ checks }) => checks.map(({ code }) => code)));
  const close = resources.filter(({ type }) => types.has(type));
  const known = close.map((resource) => ({ resource, kept: kept.get(resource.id.toLowerCase()) }));
  const stored = known
    .flatMap(({ kept: it }) => (it?.closelyAt ? keptFindings(it, 'each') : []))
    .filter(({ check }) => codes.has(check));
  const readAt = known.flatMap(({ kept: it }) => it?.closelyAt?.getTime() ?? []);
  return {
    findings: withExceptions<KnownFinding>([...live, ...stored], exceptions, reading.now),
    ...{ kept, days },
    neverRead: known.filter(({ kept: it }) => isNeverRead(it)).map(({ resource }) => resource),
    ...(readAt.length > 0 && { keptFrom: new Date(readAt.reduce((a, b) => Math.min(a, b))) }),
    ...(state && { reading: state }),
  };
}

/** Types that have checks which need calls for each resource. */
export function typesReadClosely(among: readonly Practice[] = practices): string[] {
  return practicesThatRead('each', among).flatMap(({ checks }) => checks.flatMap((check) => [...check.of]));
}

function isNeverRead(kept: KeptPosture | undefined): boolean {
  if (!kept?.closelyAt) return true;
  return Object.entries(kept.turns).every(
    ([code, turns]) =>
      checksByCode.get(code)?.check.reads !== 'each' ||
      (lastStanding(turns) === 'unread' && readTurns(turns).every(({ standing }) => standing === 'unread')),
  );
}
