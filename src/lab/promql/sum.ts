/** A sum whose rounding errors are kept apart (Kahan, Neumaier), as Prometheus sums. */
export function sumOf(values: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    if (!Number.isFinite(next)) lost = 0;
    else if (Math.abs(sum) >= Math.abs(value)) lost += sum - next + value;
    else lost += value - next + sum;
    sum = next;
  }
  return Number.isFinite(sum) ? sum + lost : sum;
}

/** The mean, which does not overflow although the sum may. */
export function meanOf(values: readonly number[]): number {
  const sum = sumOf(values);
  if (Number.isFinite(sum) || values.some((it) => !Number.isFinite(it))) return sum / values.length;
  return values.reduce((mean, value, index) => mean + (value / (index + 1) - mean / (index + 1)), 0);
}

/** The largest number; NaN only when nothing else is there. */
export const largest = (values: readonly number[]): number =>
  values.reduce((best, value) => (value > best || Number.isNaN(best) ? value : best), Number.NaN);

/** The smallest number; NaN only when nothing else is there. */
export const smallest = (values: readonly number[]): number =>
  values.reduce((best, value) => (value < best || Number.isNaN(best) ? value : best), Number.NaN);

/** The quantile, between the two nearest values in proportion; infinite outside of 0 to 1. */
export function quantileOf(share: number, values: readonly number[]): number {
  if (values.length === 0 || Number.isNaN(share)) return Number.NaN;
  if (share < 0) return Number.NEGATIVE_INFINITY;
  if (share > 1) return Number.POSITIVE_INFINITY;
  // NaN counts as smaller than every number.
  const sorted = [...values].sort((one, other) =>
    Number.isNaN(one) ? -1 : Number.isNaN(other) ? 1 : one < other ? -1 : one > other ? 1 : 0,
  );
  const rank = share * (sorted.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return (sorted[lower] ?? Number.NaN) * (1 - weight) + (sorted[upper] ?? Number.NaN) * weight;
}

/** The variance of all values, not of a sample, by a running mean. */
export function varianceOf(values: readonly number[]): number {
  let [mean, total] = [0, 0];
  values.forEach((value, index) => {
    const distance = value - mean;
    mean += distance / (index + 1);
    total += distance * (value - mean);
  });
  return values.length === 0 ? Number.NaN : total / values.length;
}
