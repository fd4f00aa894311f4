import { expect, it } from 'vitest';
import { memoryAdvice } from '../../src/diagnosis/memory-advice.ts';

it.each([
  [{ peakMiB: 255, limitMiB: 256 }, 384],
  [{ peakMiB: 60, limitMiB: 64 }, 192],
  [{ peakMiB: 2040, limitMiB: 2048 }, 2560],
  [{ peakMiB: undefined, limitMiB: 512 }, 640],
])('advises for %o a limit of %i MiB', (seen, toMiB) => {
  expect(memoryAdvice(seen).toMiB).toBe(toMiB);
});

it('never advises less than the two known formulas say', () => {
  for (let limitMiB = 16; limitMiB < 40_000; limitMiB = Math.ceil(limitMiB * 1.13)) {
    const { toMiB } = memoryAdvice({ peakMiB: limitMiB, limitMiB });

    expect(toMiB).toBeGreaterThanOrEqual(Math.max(limitMiB * 1.25, limitMiB + 100));
  }
});

it('takes a peak below the limit for a sample that came before the kill', () => {
  expect(memoryAdvice({ peakMiB: 100, limitMiB: 256 }).toMiB).toBe(384);
});

it('shows what each known formula says, the Vertical Pod Autoscaler from the request and not from the limit', () => {
  const { derivation } = memoryAdvice({ peakMiB: 250, limitMiB: 256, requestMiB: 128 });

  expect(derivation[1]).toMatch(/^KRR: peak x 1\.15 = 288 MiB; with OOM data .* = 320 MiB\.$/);
  expect(derivation).toContain(
    'VPA: max(used + 100, used x 1.2), used = max(request, peak) = 250: max(350, 300) = 350 MiB.',
  );
  expect(derivation.at(-1)).toMatch(/^Ours: 384 MiB, .* rounded up to 128 MiB/);
});
