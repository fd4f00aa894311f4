import type { Series } from '../model/finding.ts';

// Made once: a formatter costs fifty times what it formats.
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** A whole number with its noun: "1 pod", "2 pods", "1,200 pods". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${whole.format(count)} ${count === 1 ? one : many}`;
}

/** A whole number, thousands apart: "1,200". */
export function grouped(count: number): string {
  return whole.format(count);
}

/** A measured number for a person, with its unit: "255 MiB", "1.5 GiB", "43 %", "12", "240 ms", "9.5 s". */
export function measured(value: number, unit: Series['unit']): string {
  if (unit === 'MiB' && Math.abs(value) >= 10_240) return `${short(value / 1024)} GiB`;
  if (unit === 'ms' && Math.abs(value) >= 1_000) return `${short(value / 1_000)} s`;
  if (unit === 'count') return short(value);
  return `${short(value)} ${unit}`;
}

/** At most one decimal, and none from ten on; thousands apart. */
export function short(value: number): string {
  return Math.abs(value) < 10 ? tenths.format(value) : whole.format(value);
}
