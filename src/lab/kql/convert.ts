import { formatDatetime, parseDatetime, within } from './datetime.ts';
import { Decimal, decimalOf, parseDecimal } from './decimal.ts';
import { formatJson, formatReal, parseJson } from './json.ts';
import { unsupported } from './kql-error.ts';
import { formatTimespan, parseTimespan } from './timespan.ts';
import { isNumeric, long, type TypeName, typeInside, unbox, type Value } from './value.ts';

/** Text of a value, as tostring() gives it; null becomes empty. */
export function toText(value: Value, type: TypeName): string {
  if (value === null) return '';
  if (type === 'string' || type === 'guid') return value as string;
  if (type === 'datetime') return formatDatetime(value as bigint);
  if (type === 'timespan') return formatTimespan(value as bigint);
  if (type === 'real') return realText(value as number);
  if (type === 'bool') return value === true ? 'True' : 'False';
  if (type === 'long' || type === 'int') return String(value);
  if (type === 'decimal') return String(decimalOf(value as number | Decimal));
  if (typeof value === 'string') return value;
  const inside = typeInside(value);
  return inside === 'dynamic' || inside === 'bool' ? formatJson(value) : toText(unbox(value), inside);
}

/** How Kusto writes very large and very small reals as text is not known here: they are refused. */
function realText(value: number): string {
  const size = Math.abs(value);
  if (Number.isFinite(value) && value !== 0 && (size >= 1e15 || size < 1e-4)) throw unsupported(`the text of ${value}`);
  return formatReal(value);
}

/** A number, or null when the value is none; text is parsed. */
export function toReal(value: Value, type: TypeName): number | null {
  if (value === null) return null;
  if (value instanceof Decimal) return Number(String(value));
  if (type === 'dynamic') return toReal(unbox(value), inner(value));
  if (type === 'bool') return value ? 1 : 0;
  if (isNumeric(type) || type === 'datetime' || type === 'timespan') return Number(value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^nan$/i.test(text)) return Number.NaN;
  const infinite = /^([+-])?(inf|infinity|∞)$/i.exec(text);
  if (infinite) return infinite[1] === '-' ? -Infinity : Infinity;
  if (/^0x[0-9a-f]+$/i.test(text)) return Number(text);
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}

/** An int64, or null when the value is none; reals are cut and held within the range (NaN and infinities are none), text must be a whole number in it. */
export function toLong(value: Value, type: TypeName): number | bigint | null {
  if (value === null) return null;
  if (type === 'dynamic') return toLong(unbox(value), inner(value));
  if (type === 'long' || type === 'int') return value as number | bigint;
  if (type === 'bool') return value ? 1 : 0;
  if (type === 'datetime' || type === 'timespan') return long(value as bigint);
  if (type === 'real') return Number.isFinite(value) ? long(held(value as number, 64)) : null;
  if (type === 'decimal') return inRange(whole(value));
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^[+-]?\d+$/.test(text)) return inRange(BigInt(text.replace('+', '')));
  if (/^0x[0-9a-f]{1,16}$/i.test(text)) return long(BigInt.asIntN(64, BigInt(text)));
  return null;
}

function whole(value: Value): bigint {
  const { units, scale } = decimalOf(value as number | Decimal);
  return units / 10n ** BigInt(scale);
}

function inRange(value: bigint): number | bigint | null {
  return BigInt.asIntN(64, value) === value ? long(value) : null;
}

/** A real cut to a whole number and held within the range. */
function held(value: number, bits: number): bigint {
  const most = 2n ** BigInt(bits - 1);
  const whole = BigInt(Math.trunc(value));
  const fits = BigInt.asIntN(bits, whole);
  return fits === whole ? whole : whole < 0n ? -most : most - 1n;
}

/** An int32: reals are held within the range, ticks wrap, text beyond it is none. */
export function toInt(value: Value, type: TypeName): number | null {
  if (value === null) return null;
  if (type === 'dynamic') return toInt(unbox(value), inner(value));
  if (type === 'real') return Number.isFinite(value) ? Number(held(value as number, 32)) : null;
  const wide = toLong(value, type);
  if (type === 'timespan' && wide !== null) return Number(BigInt.asIntN(32, BigInt(wide)));
  if (isNumeric(type) && wide !== null && BigInt.asIntN(32, BigInt(wide)) !== BigInt(wide))
    throw unsupported(`an int of ${wide}`);
  return typeof wide === 'number' && wide >= -2147483648 && wide <= 2147483647 ? wide : null;
}

/** A bool, or null when the value is none. */
export function toBool(value: Value, type: TypeName): boolean | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value;
  if (type === 'dynamic') return toBool(unbox(value), inner(value));
  if (isNumeric(type)) return Number(String(value)) !== 0;
  if (typeof value !== 'string') return null;
  const text = value.trim().toLowerCase();
  if (text === 'true') return true;
  if (text === 'false') return false;
  const number = toLong(value, 'string');
  return number === null ? null : number !== 0;
}

/** Ticks of a datetime, or null. */
export function toDatetime(value: Value, type: TypeName): bigint | null {
  if (value === null) return null;
  if (type === 'datetime') return value as bigint;
  if (type === 'dynamic') return toDatetime(unbox(value), inner(value));
  if (type === 'long' || type === 'int') return within(BigInt(value as number | bigint));
  if (type === 'real') return Number.isFinite(value) ? within(BigInt(Math.trunc(value as number))) : null;
  return typeof value === 'string' ? (parseDatetime(value) ?? null) : null;
}

/** Ticks of a timespan, or null. */
export function toTimespan(value: Value, type: TypeName): bigint | null {
  if (value === null) return null;
  if (type === 'timespan') return value as bigint;
  if (type === 'dynamic') return toTimespan(unbox(value), inner(value));
  if (type === 'long' || type === 'int') return BigInt(value as number | bigint);
  if (type === 'real') return BigInt(Math.round(value as number));
  return typeof value === 'string' ? (parseTimespan(value) ?? null) : null;
}

/** A decimal, or null when the value is none. */
export function toDecimal(value: Value, type: TypeName): Decimal | null {
  if (value === null) return null;
  if (type === 'dynamic') return toDecimal(unbox(value), inner(value));
  if (type === 'bool') return decimalOf(value ? 1 : 0);
  if (type === 'real' && !Number.isFinite(value)) throw unsupported(`a decimal of ${value}`);
  if (isNumeric(type)) return decimalOf(value as number | Decimal);
  return typeof value === 'string' ? (parseDecimal(value) ?? null) : null;
}

/** Lower-case text of a guid with its usual dashes, wherever the given one has them, or null. */
export function toGuid(value: Value, type: TypeName): string | null {
  const bare = toText(value, type)
    .trim()
    .toLowerCase()
    .replace(/^\{(.*)\}$/, '$1')
    .replaceAll('-', '');
  const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(bare);
  return parts ? parts.slice(1).join('-') : null;
}

/** parse_json(): text that is not JSON stays text. */
export function toDynamic(value: Value, type: TypeName): Value {
  if (type !== 'string') return value;
  const text = value as string;
  if (text === '') return null;
  const parsed = parseJson(text);
  return parsed === undefined ? text : parsed;
}

function inner(value: Value): TypeName {
  const type = typeInside(value);
  return type === 'dynamic' ? 'unknown' : type;
}

/** A value as another type, as the to...() functions do it. */
export function convert(value: Value, from: TypeName, to: TypeName): Value {
  if (from === to) return value;
  if (to === 'string') return toText(value, from);
  if (to === 'long') return toLong(value, from);
  if (to === 'int') return toInt(value, from);
  if (to === 'real') return toReal(value, from);
  if (to === 'bool') return toBool(value, from);
  if (to === 'datetime') return toDatetime(value, from);
  if (to === 'timespan') return toTimespan(value, from);
  if (to === 'guid') return toGuid(value, from);
  if (to === 'decimal') return toDecimal(value, from);
  return value;
}
