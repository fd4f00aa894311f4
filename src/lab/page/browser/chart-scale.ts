/** Round numbers from 0 or the lowest value up to what covers the highest; about `count` of them. */
export function roundTicks(low: number, high: number, count = 4): number[] {
  const span = high - low || Math.abs(high) || 1;
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((it) => it * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step) * step;
  const last = Math.ceil(high / step) * step;
  const ticks: number[] = [];
  for (let tick = first; tick <= last + step / 1000; tick += step) ticks.push(Number(tick.toPrecision(12)));
  return ticks;
}

/** A number short enough for an axis. */
export function shortNumber(value: number): string {
  return Math.abs(value) >= 10_000
    ? value.toLocaleString('en-GB', { notation: 'compact' })
    : value.toLocaleString('en-GB', { maximumFractionDigits: 1 });
}

/** Which of so many labels fit side by side: the first, and then every so many-th. */
export function labelsThatFit(count: number, width: number, labelWidth: number): number[] {
  const stride = Math.max(1, Math.ceil((count * labelWidth) / Math.max(width, 1)));
  return Array.from({ length: Math.ceil(count / stride) }, (_, i) => i * stride);
}
