/** A whole number with its noun: "1 pod", "2 pods", "1,200 pods". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** A measured number for a person, with its unit: "255 MiB", "1.5 GiB", "43 %", "12". */
export function measured(value: number, unit: 'MiB' | '%' | 'count'): string {
  if (unit === 'MiB' && Math.abs(value) >= 10_240) return `${short(value / 1024)} GiB`;
  if (unit === 'count') return short(value);
  return `${short(value)} ${unit}`;
}

/** At most one decimal, and none from ten on. */
export function short(value: number): string {
  const digits = Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0;
  return value.toLocaleString('en-US', { minimumFractionDigits: 0, maximumFractionDigits: digits });
}
