import type { NextStep } from '../model/finding.ts';
import type { Vulnerability } from '../model/image.ts';
import type { ImageReport } from '../model/image-report.ts';
import type { FixingTag } from './fixing-tag.ts';

/** What to do about an image: roll to the version that mends it; without one, the update that closes most, and what to roll then. */
export function nextSteps(
  { scan, unscannedWhy, running, repository }: Pick<ImageReport, 'scan' | 'unscannedWhy' | 'running' | 'repository'>,
  fix?: Pick<FixingTag, 'tag'>,
): NextStep[] {
  if (unscannedWhy) return [{ text: unscannedWhy.next }];
  const found = scan?.value.vulnerabilities ?? [];
  const updates = updatesOf(found);
  if (updates.length === 0) return [];
  const [place] = running?.value ?? [];
  if (fix && place) {
    const others = (running?.value.length ?? 1) - 1;
    const where = `${place.workload} in ${place.cluster}${others > 0 ? ` and ${others} more` : ''}`;
    return [{ text: `Roll ${where} to ${fix.tag}: it was scanned, and has none of the worst that an update mends.` }];
  }
  const rebuild = {
    text: `Rebuild with ${listed(updates.map((it) => `${it.package} ${it.version}`))}: ${closes(updates, found)}.`,
  };
  return place
    ? [rebuild, { text: `Then roll ${place.workload} in ${place.cluster} to the new tag of ${repository}.` }]
    : [rebuild];
}

interface Update {
  package: string;
  version: string;
  closes: number;
  exploited: number;
}

const mostUpdates = 3;

/** The updates that close what is exploited in the wild; where nothing is, the one that closes the worst. */
function updatesOf(vulnerabilities: Vulnerability[]): Update[] {
  const byPackage = Map.groupBy(
    vulnerabilities.filter(({ fixedIn }) => fixedIn !== undefined),
    (it) => it.package,
  );
  const updates = [...byPackage].map(([name, found]) => ({
    package: name,
    // Every fix is needed, so the update goes to the highest of the versions that fix one.
    version:
      found
        .map(({ fixedIn }) => fixedIn ?? '')
        .sort(byVersion)
        .at(-1) ?? '',
    closes: found.length,
    exploited: found.filter(({ knownExploited }) => knownExploited).length,
    exploitable: found.filter(({ exploitable }) => exploitable).length,
  }));
  updates.sort(
    (a, b) =>
      b.exploited - a.exploited ||
      b.exploitable - a.exploitable ||
      b.closes - a.closes ||
      a.package.localeCompare(b.package),
  );
  const urgent = updates.filter(({ exploited }) => exploited > 0);
  return urgent.length > 0 ? urgent.slice(0, mostUpdates) : updates.slice(0, 1);
}

function closes(updates: Update[], found: Vulnerability[]): string {
  const closed = updates.reduce((sum, it) => sum + it.closes, 0);
  const exploited = updates.reduce((sum, it) => sum + it.exploited, 0);
  const all = found.filter(({ knownExploited }) => knownExploited).length;
  const among =
    all === 0
      ? ''
      : exploited === all
        ? ', all that are exploited among them'
        : `, ${exploited} of the ${all} that are exploited among them`;
  return `that closes ${closed} of ${found.length} findings${among}`;
}

function listed(items: string[]): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
