import { expect, it } from 'vitest';
import { type Change, riseIn } from '../../../src/diagnosis/performance/change.ts';
import { noise } from '../../../src/lab/world/seeded.ts';
import { now } from '../given.ts';

const stepMs = 30_000;

/** An hour of samples whose level is told by minutes before now; a minute's two share their scatter, as rates do. */
function hourOf(level: (minutesAgo: number) => number, seed: number, scatter = 0.08) {
  const times = Array.from({ length: 121 }, (_, index) => now.getTime() - (120 - index) * stepMs);
  const values = times.map((time, index) => {
    const jitter = 1 + scatter * (noise(seed, Math.floor(index / 2)) - 0.5);
    return jitter * level((now.getTime() - time) / 60_000);
  });
  return { times, values };
}

const minutes = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 60_000;
const seeds = Array.from({ length: 300 }, (_, seed) => seed);
/** Whether and when it rose, in minutes before now, over all scatters. */
function rises(level: (minutesAgo: number) => number) {
  const found = seeds.map((seed) => riseIn(hourOf(level, seed), now));
  const those = found.filter((it): it is Change => it !== undefined);
  const of = (pick: (change: Change) => Date) => those.map((it) => minutes(pick(it), now));
  return { share: those.length / seeds.length, since: of((it) => it.since), until: of((it) => it.until) };
}

it.each([5, 12, 30, 50])('a rise since %i minutes ago is seen in whatever scatter, and begins just then', (ago) => {
  const { share, since } = rises((minutesAgo) => (minutesAgo <= ago ? 400 : 100));

  expect(share).toBeGreaterThan(0.97);
  expect([Math.min(...since), Math.max(...since)]).toEqual([ago, ago]);
});

it('a rise is seen behind one that is over', () => {
  const { share, since } = rises((minutesAgo) =>
    minutesAgo <= 6 || (minutesAgo > 40 && minutesAgo <= 48) ? 400 : 100,
  );

  expect(share).toBeGreaterThan(0.95);
  expect(since.toSorted((a, b) => a - b)[since.length >> 1]).toBe(6);
});

it('a rise is seen after values that fall slowly', () => {
  expect(rises((minutesAgo) => (minutesAgo <= 12 ? 400 : 100 + minutesAgo / 2)).share).toBe(1);
});

it('a rise that ended lately has its end, and one that ended before is none', () => {
  const { share, until } = rises((minutesAgo) => (minutesAgo <= 20 && minutesAgo >= 5 ? 400 : 100));

  expect(share).toBe(1);
  expect(Math.min(...until)).toBe(5);
  expect(rises((minutesAgo) => (minutesAgo <= 30 && minutesAgo >= 11 ? 400 : 100)).share).toBe(0);
  expect(rises((minutesAgo) => (minutesAgo < 11 ? 103 : minutesAgo <= 30 ? 400 : 100)).share).toBe(0);
});

it('scatter alone is no rise that is noticed, nor is what holds all the hour', () => {
  const found = seeds.map(
    (seed) =>
      riseIn(
        hourOf(() => 100, seed),
        now,
      )?.factor ?? 1,
  );

  expect(Math.max(...found)).toBeLessThan(1.1);
  expect(riseIn({ times: hourOf(() => 1, 1).times, values: new Array(121).fill(5) }, now)).toBeUndefined();
});

it('nothing rises in no samples, in too few, or in old ones', () => {
  const old = hourOf((minutesAgo) => (minutesAgo <= 12 ? 400 : 100), 1);

  expect(riseIn(undefined, now)).toBeUndefined();
  expect(riseIn({ times: [], values: [] }, now)).toBeUndefined();
  expect(riseIn({ times: old.times.slice(-4), values: [1, 1, 9, 9] }, now)).toBeUndefined();
  expect(riseIn(old, new Date(now.getTime() + 11 * 60_000))).toBeUndefined();
});
