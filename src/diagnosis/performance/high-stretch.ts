/** A stretch of a list: from (inclusive) to (exclusive). */
export interface Stretch {
  from: number;
  to: number;
}

/**
 * Where values stood highest, as one stretch: the one whose ranks add up to most beyond the usual. Ranks, because a
 * single spike then weighs no more than any other high value, and no unit or level has to be known.
 */
export function highStretch(values: readonly number[]): Stretch {
  const usual = (values.length - 1) / 2;
  let best: Stretch & { sum: number } = { from: 0, to: 0, sum: 0 };
  let [from, sum] = [0, 0];
  for (const [index, rank] of ranksOf(values).entries()) {
    sum += rank - usual;
    if (sum <= 0) [from, sum] = [index + 1, 0];
    else if (sum > best.sum) best = { from, to: index + 1, sum };
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
