/** Ticks of one second. */
export const SECOND = 10000000n;
/** Ticks of one day. */
export const DAY = 864000000000n;

const UNITS: Record<string, bigint> = {
  d: DAY,
  day: DAY,
  days: DAY,
  h: DAY / 24n,
  hr: DAY / 24n,
  hrs: DAY / 24n,
  hour: DAY / 24n,
  hours: DAY / 24n,
  m: SECOND * 60n,
  min: SECOND * 60n,
  minute: SECOND * 60n,
  minutes: SECOND * 60n,
  s: SECOND,
  sec: SECOND,
  second: SECOND,
  seconds: SECOND,
  ms: 10000n,
  milli: 10000n,
  millis: 10000n,
  millisec: 10000n,
  millisecond: 10000n,
  milliseconds: 10000n,
  micro: 10n,
  micros: 10n,
  microsec: 10n,
  microsecond: 10n,
  microseconds: 10n,
  us: 10n,
  tick: 1n,
  ticks: 1n,
};

const CLOCK = /^(-)?(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/;
const LITERAL = /^(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?) ?([a-z]+)$/i;

/** Ticks of a timespan's text (`1.02:03:04.5`, `1.5h`, `7` days); undefined when it is none. */
export function parseTimespan(text: string): bigint | undefined {
  const trimmed = text.trim();
  const clock = CLOCK.exec(trimmed);
  if (clock) {
    const [, minus, days = '0', h = '0', m = '0', s = '0', fraction = ''] = clock;
    if (+h > 23 || +m > 59 || +s > 59) return undefined;
    const seconds = BigInt(h) * 3600n + BigInt(m) * 60n + BigInt(s);
    const ticks = BigInt(days) * DAY + seconds * SECOND + BigInt(fraction.padEnd(7, '0'));
    return minus ? -ticks : ticks;
  }
  if (/^-?\d+$/.test(trimmed)) return BigInt(trimmed) * DAY;
  const literal = LITERAL.exec(trimmed);
  const unit = UNITS[(literal?.[2] ?? '').toLowerCase()];
  if (!literal?.[1] || unit === undefined) return undefined;
  if (/^-?\d+$/.test(literal[1])) return BigInt(literal[1]) * unit;
  return BigInt(Math.round(Number(literal[1]) * Number(unit)));
}

/** Text as tostring() writes it: `[-][d.]hh:mm:ss[.fffffff]`. */
export function formatTimespan(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks;
  const two = (value: bigint) => String(value).padStart(2, '0');
  const seconds = size / SECOND;
  const fraction = size % SECOND;
  const days = size / DAY;
  const time = `${two((seconds / 3600n) % 24n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`;
  return `${ticks < 0n ? '-' : ''}${days > 0n ? `${days}.` : ''}${time}${fraction > 0n ? `.${String(fraction).padStart(7, '0')}` : ''}`;
}
