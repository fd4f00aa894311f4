import type { Gap } from '../model/gap.ts';

/** One gap for each reason: what is missing for the same reason is said in one breath. */
export function mergeGaps(gaps: readonly Gap[]): Gap[] {
  const byReason = Map.groupBy(gaps, ({ service, why, next }) => JSON.stringify([service, why, next]));
  return [...byReason.values()].flatMap((alike) => {
    const [first] = alike;
    return first ? { ...first, what: [...new Set(alike.map((gap) => gap.what))].join(', ') } : [];
  });
}
