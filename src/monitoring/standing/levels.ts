import type { Stand } from '../../model/standing.ts';

const ranks = { attention: 0, warning: 1, unknown: 2, good: 3 };

/** The worse of levels; well where there are none. */
export function worst(levels: readonly Stand['level'][]): Stand['level'] {
  return levels.toSorted((a, b) => ranks[a] - ranks[b])[0] ?? 'good';
}

const hour = 3_600_000;

/** What a bad ending is worth: trouble within the hour, a look within the day, nothing after; one of no known time is fresh. */
export function freshness(endedAt: Date | undefined, now: Date): 'attention' | 'warning' | 'good' {
  const age = endedAt ? now.getTime() - endedAt.getTime() : 0;
  if (age < hour) return 'attention';
  return age < 24 * hour ? 'warning' : 'good';
}

/** Sorts by trouble: the level, then the weight, then what users run before what the system runs, then the name. */
export function byTrouble<Row extends Stand>(o: {
  weight(row: Row): number;
  isSystem(row: Row): boolean;
  name(row: Row): string;
}): (a: Row, b: Row) => number {
  return (a, b) =>
    ranks[a.level] - ranks[b.level] ||
    o.weight(b) - o.weight(a) ||
    Number(o.isSystem(a)) - Number(o.isSystem(b)) ||
    o.name(a).localeCompare(o.name(b));
}
