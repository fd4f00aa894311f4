import type { Found } from './news.ts';
import { knownAs, type ReadSoFar } from './watermark.ts';

/**
 * Alerts that were open and that Defender no longer has: nobody says of such that it is over. One is lost when it was in
 * none of so many whole readings one after the other; until then it stays known as open. Gives names as in the watermark.
 */
export function lostOf(
  found: readonly Pick<Found, 'identity'>[],
  before: ReadSoFar | undefined,
  after: ReadSoFar,
  { polls, isWhole }: { polls: number; isWhole: boolean },
): { lost: string[]; after: ReadSoFar } {
  const there = new Set(found.map(({ identity }) => knownAs(identity)));
  const lost: string[] = [];
  const known = { ...after.known };
  const absent: Record<string, number> = {};
  for (const [id, state] of Object.entries(before?.known ?? {})) {
    if (state !== 'open' || there.has(id)) continue;
    // A row that was not understood may be the one that seems to be missing.
    const times = (before?.absent?.[id] ?? 0) + (isWhole ? 1 : 0);
    if (isWhole && times >= polls) {
      lost.push(id);
      continue;
    }
    known[id] = 'open';
    absent[id] = times;
  }
  return { lost, after: { ...after, known, ...(Object.keys(absent).length > 0 && { absent }) } };
}
