import { dateOf, floorDiv, ticksFrom, ticksOf, within } from '../datetime.ts';
import { KqlError, unsupported } from '../kql-error.ts';
import { DAY, SECOND } from '../timespan.ts';
import { long, type Value } from '../value.ts';
import { type ScalarFunction, strict } from './scalar-function.ts';

const SUNDAY = 6n;

type Period = 'day' | 'week' | 'month' | 'year';

function startOf(ticks: bigint, period: Period, offset: number): bigint | null {
  const date = dateOf(ticks);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (period === 'day') return within(floorDiv(ticks, DAY) * DAY + BigInt(offset) * DAY);
  if (period === 'week') {
    // 0001-01-01 was a Monday; Kusto's weeks begin on Sunday.
    const day = floorDiv(ticks, DAY);
    return within((day - ((((day - SUNDAY) % 7n) + 7n) % 7n) + BigInt(offset) * 7n) * DAY);
  }
  const months = period === 'month' ? year * 12 + month + offset : (year + offset) * 12;
  return ticksFrom(Math.floor(months / 12), (months % 12) + 1, 1);
}

function start(period: Period): ScalarFunction {
  return strict(([at = null, offset = 0]) => startOf(at as bigint, period, Number(offset)));
}

function end(period: Period): ScalarFunction {
  return strict(([at = null, offset = 0]) => {
    const next = startOf(at as bigint, period, Number(offset) + 1);
    return next === null ? null : next - 1n;
  });
}

function part(read: (date: Date, ticks: bigint) => Value): ScalarFunction {
  return strict(([at = null]) => read(dateOf(at as bigint), at as bigint));
}

const UNITS: Record<string, bigint> = {
  day: DAY,
  hour: SECOND * 3600n,
  minute: SECOND * 60n,
  second: SECOND,
  millisecond: 10000n,
  microsecond: 10n,
};

function unitOf(value: Value): string {
  return String(value).toLowerCase();
}

function addMonths(ticks: bigint, months: number): bigint | null {
  const date = dateOf(ticks);
  const whole = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const [year, month] = [Math.floor(whole / 12), ((whole % 12) + 12) % 12];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = ticksFrom(year, month + 1, Math.min(date.getUTCDate(), last));
  return day === null ? null : day + (ticks % DAY);
}

const datetimeAdd = strict(([unit = null, amount = null, at = null]) => {
  const name = unitOf(unit);
  const count = Number(amount);
  if (name === 'year' || name === 'quarter' || name === 'month') {
    return addMonths(at as bigint, count * { year: 12, quarter: 3, month: 1 }[name]);
  }
  if (name === 'week') return within((at as bigint) + BigInt(count) * DAY * 7n);
  const size = UNITS[name];
  if (name === 'nanosecond') return within((at as bigint) + BigInt(count) / 100n);
  if (size === undefined) throw new KqlError('SemanticError', `datetime_add(): unknown period '${name}'`);
  return within((at as bigint) + BigInt(count) * size);
});

const datetimeDiff = strict(([unit = null, later = null, earlier = null]) => {
  const name = unitOf(unit);
  const [a, b] = [later as bigint, earlier as bigint];
  const [x, y] = [dateOf(a), dateOf(b)];
  const months = (x.getUTCFullYear() - y.getUTCFullYear()) * 12 + x.getUTCMonth() - y.getUTCMonth();
  if (name === 'year') return x.getUTCFullYear() - y.getUTCFullYear();
  if (name === 'month') return months;
  if (name === 'quarter')
    return (
      Math.floor((x.getUTCFullYear() * 12 + x.getUTCMonth()) / 3) -
      Math.floor((y.getUTCFullYear() * 12 + y.getUTCMonth()) / 3)
    );
  // Weeks begin on Sunday; language.ts knows that their number is a real.
  if (name === 'week') return weekOf(a) - weekOf(b);
  if (name === 'nanosecond') return long((a - b) * 100n);
  const size = UNITS[name];
  if (size === undefined) throw new KqlError('SemanticError', `datetime_diff(): unknown period '${name}'`);
  return long(floorDiv(a, size) - floorDiv(b, size));
});

function weekOf(ticks: bigint): number {
  return Number(floorDiv(floorDiv(ticks, DAY) - SUNDAY, 7n));
}

const datetimePart = strict(([unit = null, at = null]) => {
  const [date, ticks] = [dateOf(at as bigint), at as bigint];
  switch (unitOf(unit)) {
    case 'year':
      return date.getUTCFullYear();
    case 'quarter':
      return Math.floor(date.getUTCMonth() / 3) + 1;
    case 'month':
      return date.getUTCMonth() + 1;
    case 'week_of_year':
    case 'weekofyear':
      return isoWeek(date);
    case 'day':
      return date.getUTCDate();
    case 'dayofyear':
      return dayOfYear(date);
    case 'hour':
      return date.getUTCHours();
    case 'minute':
      return date.getUTCMinutes();
    case 'second':
      return date.getUTCSeconds();
    case 'millisecond':
      return Number((ticks % SECOND) / 10000n);
    case 'microsecond':
      return Number((ticks % SECOND) / 10n);
    case 'nanosecond':
      return Number((ticks % SECOND) * 100n);
    default:
      throw new KqlError('SemanticError', `datetime_part(): unknown part '${String(unit)}'`);
  }
});

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86400000) + 1;
}

function isoWeek(date: Date): number {
  const thursday = new Date(date.getTime());
  thursday.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  return Math.ceil(dayOfYear(thursday) / 7);
}

const now: ScalarFunction = (call) => {
  const [offset] = call.args;
  const at = call.scope.frame.query.now;
  return (...row) => at + ((offset?.evaluate(...row) as bigint | undefined) ?? 0n);
};

const ago: ScalarFunction = (call) => {
  const [span] = call.args;
  const at = call.scope.frame.query.now;
  return (...row) => {
    const back = span?.evaluate(...row) ?? null;
    return back === null ? null : at - (back as bigint);
  };
};

function unixTime(perUnit: number): ScalarFunction {
  return strict(([value = null], [type]) => {
    const exact = type === 'long' || type === 'int';
    const scaled = exact
      ? (BigInt(value as number) * BigInt(perUnit * 100)) / 100n
      : BigInt(Math.round(Number(value) * perUnit));
    return within(ticksOf(new Date(0)) + scaled);
  });
}

const makeDatetime = strict((values, types) => {
  if (values.length < 3 || types.includes('string')) throw unsupported('make_datetime() of this form');
  const [y, mo, d, h = 0, mi = 0, s = 0] = values.map(Number);
  const fraction = BigInt(Math.round((s % 1) * 1e7));
  return ticksFrom(y ?? 0, mo ?? 0, d ?? 0, h, mi, Math.floor(s), fraction);
});

const makeTimespan = strict((values) => {
  const [d = 0, h = 0, m = 0, s = 0] = values.length === 4 ? values.map(Number) : [0, ...values.map(Number)];
  if (h > 23 || m > 59 || s >= 60 || Math.min(d, h, m, s) < 0) return null;
  return (
    BigInt(d ?? 0) * DAY +
    BigInt(h ?? 0) * SECOND * 3600n +
    BigInt(m ?? 0) * SECOND * 60n +
    BigInt(Math.round((s ?? 0) * 1e7))
  );
});

/** Functions of time. */
export const dates: Record<string, ScalarFunction> = {
  now,
  ago,
  startofday: start('day'),
  startofweek: start('week'),
  startofmonth: start('month'),
  startofyear: start('year'),
  endofday: end('day'),
  endofweek: end('week'),
  endofmonth: end('month'),
  endofyear: end('year'),
  dayofweek: part((_, ticks) => ((((floorDiv(ticks, DAY) - SUNDAY) % 7n) + 7n) % 7n) * DAY),
  dayofmonth: part((date) => date.getUTCDate()),
  dayofyear: part(dayOfYear),
  getmonth: part((date) => date.getUTCMonth() + 1),
  monthofyear: part((date) => date.getUTCMonth() + 1),
  getyear: part((date) => date.getUTCFullYear()),
  hourofday: part((date) => date.getUTCHours()),
  week_of_year: part(isoWeek),
  weekofyear: part(isoWeek),
  datetime_add: datetimeAdd,
  datetime_diff: datetimeDiff,
  datetime_part: datetimePart,
  make_datetime: makeDatetime,
  make_timespan: makeTimespan,
  unixtime_seconds_todatetime: unixTime(1e7),
  unixtime_milliseconds_todatetime: unixTime(1e4),
  unixtime_microseconds_todatetime: unixTime(10),
  unixtime_nanoseconds_todatetime: unixTime(0.01),
};
