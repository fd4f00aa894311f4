import { z } from 'zod';

const units = [
  ['y', 365 * 24 * 3_600_000],
  ['w', 7 * 24 * 3_600_000],
  ['d', 24 * 3_600_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;
const shape = new RegExp(`^${units.map(([unit]) => `(?:(\\d{1,9})${unit}(?!s\\b))?`).join('')}$`);
// A hundred years: what is longer is a slip, and would not fit into a date.
const longest = 100 * 365 * 24 * 3_600_000;

/** Milliseconds of a duration as Prometheus writes it (30s, 5m, 1h30m, 1d, 0); undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  const parts = text === '' ? undefined : shape.exec(text);
  if (!parts) return undefined;
  const total = units.reduce((sum, [, ms], index) => sum + Number(parts[index + 1] ?? 0) * ms, 0);
  return total <= longest ? total : undefined;
}

/** A duration in the same words, in units that leave no rest: 90 minutes are 1h30m. */
export function printDuration(ms: number): string {
  let rest = Math.max(0, Math.round(ms));
  const parts = units.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    // Years and weeks only where nothing is left: 8d says more than 1w1d.
    if (count === 0 || ((unit === 'y' || unit === 'w') && rest % size !== 0)) return [];
    rest -= count * size;
    return [`${count}${unit}`];
  });
  return parts.join('') || '0s';
}

/** A duration in the config, read into milliseconds. */
export const duration = z
  // YAML reads a bare 0 as a number.
  .union([z.string(), z.number()], 'must be a duration such as 30s, 5m, 4h or 1d')
  .transform((given, context) => {
    const ms = parseDuration(String(given).trim());
    if (ms !== undefined) return ms;
    context.addIssue({ code: 'custom', message: `"${given}" is no duration; write 30s, 5m, 4h, 1h30m or 1d` });
    return z.NEVER;
  });

/** A duration that may not be nothing. */
export const someDuration = duration.refine((ms) => ms > 0, 'must be longer than 0');
