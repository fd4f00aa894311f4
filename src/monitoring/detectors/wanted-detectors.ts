import type { DetectorEntry } from '../../model/detector.ts';
import type { DetectorWish } from '../../model/detector-run.ts';
import { detectorCategory } from './detector-categories.ts';

/** What no person asked for: it tells of troubles of Azure itself, which have a source of their own, and it has no end. */
const skipped = new Set(['emergingissues']);

/** The checks that are wanted, of those that there are; `members` are what the category's own overview names. */
export function wantedDetectors(
  entries: readonly DetectorEntry[],
  wish: DetectorWish,
  members: readonly string[] = [],
): DetectorEntry[] {
  const checks = entries.filter(({ id, kind }) => kind === 'check' && !skipped.has(id.toLowerCase()));
  if ('check' in wish) {
    const wanted = bare(wish.check);
    const same = checks.filter((it) => bare(it.id) === wanted || bare(it.name) === wanted);
    return same.slice(0, 1);
  }
  if ('all' in wish) return checks;
  const fits = detectorCategory(wish.category)?.fits;
  const named = new Set(members.map((it) => it.toLowerCase()));
  return checks.filter(({ id, category }) => named.has(id.toLowerCase()) || fits?.test(category));
}

/** The overview of a category, which names its checks, where there is one. */
export function categoryOverview(entries: readonly DetectorEntry[], wish: DetectorWish): DetectorEntry | undefined {
  if (!('category' in wish)) return undefined;
  const fits = detectorCategory(wish.category)?.fits;
  return entries.find(({ kind, name, category }) => kind === 'category' && (fits?.test(name) || fits?.test(category)));
}

/** "Node CPU Pressure", "node-cpu-pressure" and "nodecpupressure" are the same. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
