import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { vpaNeed, vpaPeak } from '../../../src/diagnosis/memory/vpa.ts';

const mb = 1024 * 1024;
const now = new Date('2026-03-05T03:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const seen = (requested: number, peak?: number, hours = 0) => ({
  at: hoursAgo(hours),
  requestedBytes: requested * mb,
  ...(peak !== undefined && { peakBytes: peak * mb }),
});

it.each([
  [seen(500), 600],
  [seen(499), 599],
  [seen(0), 100],
  [seen(256, 255), 356],
  [seen(100, 2000), 2400],
])('takes the larger of 100 MiB more and a fifth more than was used: %o needs %i MiB', (kill, needed) => {
  expect(vpaNeed(kill) / mb).toBe(needed);
});

it('raises the need once for kills at the same request, and forgets those of the day before', () => {
  expect(vpaPeak([seen(800, undefined, 3), seen(800, undefined, 2), seen(799)], now)).toBe(960 * mb);
  expect(vpaPeak([seen(9000, undefined, 25), seen(1000)], now)).toBe(1200 * mb);
  expect(vpaPeak([seen(1000, 1000, 25)], now)).toBeUndefined();
});

interface Vector {
  requested?: number;
  peak?: number | null;
  sequence?: number[];
  expected_after_each?: number[];
  oom_age_hours?: number;
  expected?: number | string;
}
const file = resolve(import.meta.dirname, '../../../../shared/eval/oom/vectors.json');
const isThere = existsSync(file);
const vectors: Vector[] = isThere ? JSON.parse(readFileSync(file, 'utf8')).bump_vectors_mb : [];

describe.skipIf(!isThere)(
  `published vectors${isThere ? '' : ' (skipped: the shared data is not beside the repository)'}`,
  () => {
    it('are there', () => expect(vectors.length).toBeGreaterThan(4));

    it.each(vectors)('%o', ({ requested = 0, peak, sequence, expected_after_each, oom_age_hours = 0, expected }) => {
      if (sequence) {
        const after = sequence.map((_, index) =>
          vpaPeak(
            sequence.slice(0, index + 1).map((it) => seen(it)),
            now,
          ),
        );
        expect(after.map((bytes) => (bytes ?? 0) / mb)).toEqual(expected_after_each);
      } else {
        const bytes = vpaPeak([seen(requested, peak ?? undefined, oom_age_hours)], now);
        expect(bytes === undefined ? 'discarded (too old)' : bytes / mb).toBe(expected);
      }
    });
  },
);
