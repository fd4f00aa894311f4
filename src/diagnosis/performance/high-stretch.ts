/** A stretch of a list: from (inclusive) to (exclusive). */
export interface Stretch {
  from: number;
  to: number;
}

/**
 * Where values stood highest, as one stretch that ends at `latest` (an index) or after it: the one whose ranks differ
 * most from those of all the rest, measured by what chance would make of so many. Ranks, because a single spike then
 * weighs no more than any other high value, and no unit or level has to be known. A sum of ranks alone would run on
 * into whatever is a little above the middle. Empty where no value differs from the others.
 */
export function highStretch(values: readonly number[], latest = 0): Stretch {
  const count = values.length;
  const usual = (count - 1) / 2;
  const sums = [0];
  for (const rank of ranksOf(values)) sums.push((sums.at(-1) ?? 0) + rank - usual);
  let best: Stretch & { score: number } = { from: 0, to: 0, score: 0 };
  for (let to = Math.max(1, latest + 1); to <= count; to++)
    for (let from = 0; from < to; from++) {
      const [sum, size] = [(sums[to] ?? 0) - (sums[from] ?? 0), to - from];
      // All of the values differ from nothing.
      const score = sum > 0 && size < count ? sum ** 2 / (size * (count - size)) : 0;
      if (score > best.score) best = { from, to, score };
    }
  return { from: best.from, to: best.to };
}

/** The place of each value in the order of all; equal ones share theirs. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const ranks: number[] = new Array(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (order[end + 1]?.value === order[start]?.value) end++;
    for (let at = start; at <= end; at++) ranks[order[at]?.index ?? 0] = (start + end) / 2;
    start = end + 1;
  }
  return ranks;
}
