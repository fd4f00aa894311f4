import type { ContainerMemory } from '../../evidence/memory-usage.ts';
import type { OomKill } from './kills.ts';

/** How memory went before the kills. */
export type Growth =
  | {
      kind: 'leak';
      pod: string;
      /** MiB an hour on the straight line that fits best. */
      slope: number;
      /** How well it fits: R squared. */
      fit: number;
      hours: number;
      /** Climbs of the same kind, each from a start to a kill or to now. */
      climbs: number;
      fromMiB: number;
      toMiB: number;
    }
  | { kind: 'spike'; pod: string; usualMiB: number; topMiB: number };

interface Sample {
  at: Date;
  usedMiB: number;
}

const minute = 60_000;
const settleMs = 5 * minute;

/** A straight climb to the limit over at least half an hour, or a calm use far below it before the kill; undefined where neither shows. */
export function growthOf(
  containers: readonly ContainerMemory[],
  kills: readonly OomKill[],
  limitMiB: number,
): Growth | undefined {
  const killsBy = Map.groupBy(kills, ({ pod }) => pod);
  const found = containers
    .filter(({ pod }) => killsBy.has(pod))
    .flatMap(({ pod, points }) => {
      const its = (killsBy.get(pod) ?? []).map(({ at }) => at.getTime());
      const lives = livesOf(points, its);
      return leakIn(pod, lives, limitMiB) ?? spikeIn(pod, lives, its, limitMiB) ?? [];
    });
  const leaks = found.filter((it) => it.kind === 'leak').sort((a, b) => b.fit - a.fit);
  // One pod that climbs evenly tells more than another that was seen too short.
  return leaks[0] ?? (found.length === new Set(found.map(({ pod }) => pod)).size ? found[0] : undefined);
}

/** The samples between two kills, without the minutes in which a process starts. */
function livesOf(points: readonly Sample[], kills: readonly number[]): Sample[][] {
  const ends = kills.toSorted((a, b) => a - b);
  const lives = Map.groupBy(points, ({ at }) => ends.filter((end) => end < at.getTime()).length);
  return [...lives.values()].map((life) => {
    const first = life[0]?.at.getTime() ?? 0;
    return life.filter(({ at }) => at.getTime() - first >= settleMs);
  });
}

function leakIn(pod: string, lives: readonly Sample[][], limitMiB: number): Growth | undefined {
  const climbs = lives.flatMap((life) => {
    const line = lineThrough(life);
    const isLong = life.length >= 8 && line.hours >= 0.5;
    return isLong && line.fit >= 0.9 && line.slope * line.hours >= 0.2 * limitMiB ? [{ life, ...line }] : [];
  });
  const best = climbs.sort((a, b) => b.hours - a.hours)[0];
  const top = Math.max(...climbs.flatMap(({ life }) => life.map(({ usedMiB }) => usedMiB)));
  if (!best || (climbs.length < 2 && top < 0.7 * limitMiB)) return undefined;
  const { slope, fit, hours, life } = best;
  const fromMiB = life[0]?.usedMiB ?? 0;
  return { kind: 'leak', pod, slope, fit, hours, climbs: climbs.length, fromMiB, toMiB: life.at(-1)?.usedMiB ?? 0 };
}

/** Calm before each kill that has samples: the rise came between two of them. */
function spikeIn(pod: string, lives: readonly Sample[][], kills: readonly number[], limitMiB: number) {
  const killed = lives.filter((life) => {
    const last = life.at(-1)?.at.getTime();
    return life.length >= 5 && last !== undefined && kills.some((at) => at > last && at - last <= 15 * minute);
  });
  const used = killed.flatMap((life) => life.map(({ usedMiB }) => usedMiB)).sort((a, b) => a - b);
  const topMiB = used.at(-1);
  if (topMiB === undefined || topMiB > 0.8 * limitMiB) return undefined;
  const isEven = killed.every((life) => {
    const { slope, hours } = lineThrough(life);
    return Math.abs(slope * hours) < 0.15 * limitMiB;
  });
  return isEven ? { kind: 'spike' as const, pod, usualMiB: used[Math.floor(used.length / 2)] ?? 0, topMiB } : undefined;
}

/** The straight line of least squares: MiB an hour, R squared, and how long it is. */
function lineThrough(life: readonly Sample[]): { slope: number; fit: number; hours: number } {
  const from = life[0]?.at.getTime() ?? 0;
  const xs = life.map(({ at }) => (at.getTime() - from) / 3_600_000);
  const ys = life.map(({ usedMiB }) => usedMiB);
  const mean = (all: readonly number[]) => all.reduce((sum, it) => sum + it, 0) / Math.max(1, all.length);
  const [x, y] = [mean(xs), mean(ys)];
  const sxx = xs.reduce((sum, it) => sum + (it - x) ** 2, 0);
  const syy = ys.reduce((sum, it) => sum + (it - y) ** 2, 0);
  const sxy = xs.reduce((sum, it, index) => sum + (it - x) * ((ys[index] ?? 0) - y), 0);
  return {
    slope: sxx === 0 ? 0 : sxy / sxx,
    fit: sxx === 0 || syy === 0 ? 0 : sxy ** 2 / (sxx * syy),
    hours: xs.at(-1) ?? 0,
  };
}
