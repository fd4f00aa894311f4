const EPOCH = 621355968000000000n;
const TICKS_PER_MS = 10000n;
/** The last tick of year 9999. */
export const MAX_TICKS = 3155378975999999999n;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Ticks of 100 ns since 0001-01-01. */
export function ticksOf(date: Date): bigint {
  return BigInt(date.getTime()) * TICKS_PER_MS + EPOCH;
}

/** The date of ticks; less than a millisecond is cut. */
export function dateOf(ticks: bigint): Date {
  return new Date(Number(floorDiv(ticks - EPOCH, TICKS_PER_MS)));
}

/** Ticks of a calendar time in UTC, or null when there is no such day. */
export function ticksFrom(y: number, mo: number, d: number, h = 0, mi = 0, s = 0, sub = 0n): bigint | null {
  const date = new Date(0);
  date.setUTCFullYear(y, mo - 1, d);
  if (date.getUTCMonth() !== mo - 1 || date.getUTCDate() !== d) return null;
  if (y < 1 || y > 9999 || h > 23 || mi > 59 || s > 59 || h < 0 || mi < 0 || s < 0) return null;
  date.setUTCHours(h, mi, s, 0);
  return ticksOf(date) + sub;
}

/** Ticks when they are a datetime that Kusto knows, else null. */
export function within(ticks: bigint): bigint | null {
  return ticks < 0n || ticks > MAX_TICKS ? null : ticks;
}

/** Rounds towards minus infinity. */
export function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

const ISO =
  /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?(\s*[AP]M)?$/i;
const US = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?)?\s*([AP]M)?$/i;
const WORDS =
  /^(?:[a-z]{3,9},? +)?(\d{1,2})[ -]([a-z]{3})[a-z]*[ -](\d{2,4})(?: (\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?)?(?: (GMT|UTC|Z|[+-]\d{2}:?\d{2}))?$/i;

/** Parses the forms of datetime text that Kusto takes (ISO 8601, RFC 822, US); undefined when it is none. */
export function parseDatetime(text: string): bigint | undefined {
  const trimmed = text.trim();
  const iso = ISO.exec(trimmed);
  if (iso) {
    const hour = clock(Number(iso[4] ?? 0), iso[9]?.trim());
    return shifted(
      ticksFrom(+(iso[1] ?? 0), +(iso[2] ?? 1), +(iso[3] ?? 1), hour, +(iso[5] ?? 0), +(iso[6] ?? 0), sub(iso[7])),
      iso[8],
    );
  }
  const us = US.exec(trimmed);
  if (us) {
    const hour = clock(Number(us[4] ?? 0), us[8]);
    const ticks = ticksFrom(
      +(us[3] ?? 0),
      +(us[1] ?? 0),
      +(us[2] ?? 0),
      hour,
      +(us[5] ?? 0),
      +(us[6] ?? 0),
      sub(us[7]),
    );
    return ticks ?? undefined;
  }
  const words = WORDS.exec(trimmed);
  const month = MONTHS.indexOf(words?.[2]?.toLowerCase() ?? '') + 1;
  if (!words || month === 0) return undefined;
  const short = +(words[3] ?? 0);
  const year = (words[3] ?? '').length > 2 ? short : short + (short < 50 ? 2000 : 1900);
  return shifted(
    ticksFrom(year, month, +(words[1] ?? 0), +(words[4] ?? 0), +(words[5] ?? 0), +(words[6] ?? 0), sub(words[7])),
    words[8],
  );
}

function clock(hour: number, half: string | undefined): number {
  if (!half) return hour;
  return (hour % 12) + (/p/i.test(half) ? 12 : 0);
}

function sub(digits: string | undefined): bigint {
  return BigInt((digits ?? '').padEnd(7, '0').slice(0, 7));
}

function shifted(ticks: bigint | null, zone: string | undefined): bigint | undefined {
  if (ticks === null) return undefined;
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
  if (!offset) return ticks;
  const minutes = BigInt(offset[2] ?? 0) * 60n + BigInt(offset[3] ?? 0);
  return ticks - (offset[1] === '-' ? -minutes : minutes) * 600000000n;
}

/** Text with seven digits of a second, as tostring() writes it. */
export function formatDatetime(ticks: bigint): string {
  const fraction = ((ticks % 10000000n) + 10000000n) % 10000000n;
  return `${dateOf(ticks).toISOString().slice(0, 19)}.${String(fraction).padStart(7, '0')}Z`;
}
