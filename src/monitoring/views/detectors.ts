import type { Azure } from '../../azure/azure.ts';
import { gapOf } from '../../azure/gap.ts';
import { createQueryLimit } from '../../azure/query-limit.ts';
import { UpstreamError } from '../../errors.ts';
import { compareDetectorStatus, type DetectorEntry, type DetectorReport } from '../../model/detector.ts';
import type { DetectorRun, DetectorWish } from '../../model/detector-run.ts';
import type { Window } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { ClusterRef } from '../../model/subject.ts';
import { detectorEntry } from '../detectors/detector-entry.ts';
import { detectorReport } from '../detectors/detector-report.ts';
import { categoryOverview, wantedDetectors } from '../detectors/wanted-detectors.ts';

/** Each takes AKS seconds, and a cluster has some fifty: so many are made at the same time. */
const atOnce = 8;
const whole = new AbortController().signal;

/**
 * The checks that AKS makes of a cluster itself, over a window of at most a day: the list, then the wanted ones side by
 * side. One that could not be made is a gap; with none wanted that there is, `reports` is empty.
 */
export async function detectors(
  azure: Azure,
  cluster: ClusterRef,
  window: Window,
  wish: DetectorWish,
): Promise<DetectorRun> {
  const gaps: Gap[] = [];
  const orGap = async <T>(what: string, read: Promise<T>): Promise<T | undefined> => {
    try {
      return await read;
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      gaps.push(gapOf(error, what));
      return undefined;
    }
  };
  const list = await orGap("AKS's checks", azure.detectors.list(cluster.id));
  if (list && list.unread > 0) gaps.push(unreadGap(`${list.unread} of AKS's checks`));
  const entries = (list?.detectors ?? []).map((it) => detectorEntry(it.name, it.properties?.metadata));
  const overview = categoryOverview(entries, wish);
  const members = overview
    ? await orGap(`which checks belong to ${overview.name}`, azure.detectors.run(cluster.id, overview.id, window))
    : undefined;
  const wanted = wantedDetectors(entries, wish, members && detectorReport(members).members);
  const limit = createQueryLimit(atOnce);
  const made = await Promise.all(
    wanted.map((entry) =>
      orGap(
        entry.name,
        limit.run(whole, () => reportOf(azure, cluster, window, entry)),
      ),
    ),
  );
  const reports = made.flatMap((it) => it ?? []).sort(worstFirst);
  gaps.push(...reports.filter(({ unread }) => unread > 0).map(({ name }) => unreadGap(`parts of ${name}`)));
  return { cluster, window, wish, reports, entries, at: window.to, gaps };
}

/** What the list says of a check stands where its answer leaves that out. */
async function reportOf(azure: Azure, cluster: ClusterRef, window: Window, entry: DetectorEntry) {
  const report = detectorReport(await azure.detectors.run(cluster.id, entry.id, window));
  return report.category === 'Other' ? { ...report, category: entry.category } : report;
}

function worstFirst(a: DetectorReport, b: DetectorReport): number {
  return (
    compareDetectorStatus(a.status, b.status) || a.category.localeCompare(b.category) || a.name.localeCompare(b.name)
  );
}

function unreadGap(what: string): Gap {
  return {
    what,
    service: 'AKS',
    why: 'AKS answered in a form that is not understood.',
    next: 'Look at "Diagnose and solve problems" of the cluster in the portal.',
  };
}
