import { formatDatetime } from './datetime.ts';
import { Decimal } from './decimal.ts';
import { formatTimespan } from './timespan.ts';
import { Instant, Span, type Value } from './value.ts';

/** Parses JSON and keeps integers (bigint) and reals (number) apart; undefined when it is not JSON. */
export function parseJson(text: string): Value | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text, function revive(
      this: unknown,
      _key: string,
      value: unknown,
      context?: { source?: string },
    ) {
      if (typeof value !== 'number') return value;
      const source = context?.source ?? String(value);
      return /^-?\d+$/.test(source) && Math.abs(value) < 9.3e18 ? BigInt(source) : value;
    } as (key: string, value: unknown) => unknown);
  } catch {
    return undefined;
  }
  return shaped(parsed, (real) => real);
}

/** The dynamic value of plain JavaScript data: safe integers become longs, dates their text. */
export function fromPlain(plain: unknown): Value {
  return shaped(plain, (number) => (Number.isSafeInteger(number) ? BigInt(number) : number));
}

function shaped(plain: unknown, number: (value: number) => Value): Value {
  if (plain === null || plain === undefined) return null;
  if (typeof plain === 'string' || typeof plain === 'boolean' || typeof plain === 'bigint') return plain;
  if (typeof plain === 'number') return number(plain);
  if (plain instanceof Date) return plain.toISOString();
  if (plain instanceof Map) return plain as Map<string, Value>;
  if (Array.isArray(plain)) return plain.map((it) => shaped(it, number));
  return new Map(Object.entries(plain as object).map(([key, value]) => [key, shaped(value, number)]));
}

/** A real as Kusto writes it: with a point even when it is whole. */
export function formatReal(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return Object.is(value, -0) ? '-0.0' : `${value}.0`;
  const text = String(value);
  const exponent = /^(-?)(\d)(?:\.(\d+))?e([+-])(\d+)$/.exec(text);
  if (!exponent) return /[.e]/.test(text) ? text : scientific(value);
  const [, sign, head, tail, direction, power = ''] = exponent;
  return `${sign}${head}${tail ? `.${tail}` : '.0'}e${direction}${power.padStart(3, '0')}`;
}

function scientific(value: number): string {
  const [mantissa = '', power = ''] = value.toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}e${power[0]}${power.slice(1).padStart(3, '0')}`;
}

/** JSON text of a dynamic value, as Kusto writes it: no spaces, reals with a point. */
export function formatJson(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? formatReal(value) : JSON.stringify(String(value));
  if (value instanceof Decimal) return String(value);
  if (value instanceof Instant) return JSON.stringify(formatDatetime(value.ticks));
  if (value instanceof Span) return JSON.stringify(formatTimespan(value.ticks));
  if (Array.isArray(value)) return `[${value.map(formatJson).join(',')}]`;
  return `{${[...value].map(([key, inner]) => `${JSON.stringify(key)}:${formatJson(inner)}`).join(',')}}`;
}
