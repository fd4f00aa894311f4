import type { ScalarType } from './column.ts';
import type { Decimal } from './decimal.ts';

/** A datetime inside a dynamic value, in ticks of 100 ns since 0001-01-01. */
export class Instant {
  readonly ticks: bigint;
  constructor(ticks: bigint) {
    this.ticks = ticks;
  }
}

/** A timespan inside a dynamic value, in ticks of 100 ns. */
export class Span {
  readonly ticks: bigint;
  constructor(ticks: bigint) {
    this.ticks = ticks;
  }
}

/**
 * A cell. What it means depends on the static type of its expression:
 * int and long are numbers while they are safe integers and bigints beyond, real is a number,
 * decimal is a Decimal, datetime and timespan are bigint ticks, guid is lower-case text, string is never null.
 * Inside a dynamic value every long is a bigint and every real a number, so that 1 and 1.0 stay apart.
 */
export type Value = null | boolean | string | number | bigint | Decimal | Instant | Span | Value[] | Bag;

/** A property bag; keeps the order of its keys. */
export type Bag = Map<string, Value>;

/** One row. */
export type Row = readonly Value[];

/** Type names of expressions: scalar ones, and `null` for a bare null. */
export type TypeName = ScalarType | 'null' | 'unknown';

const MAX = 9223372036854775807n;

/** An int64 as a number while that is exact, else as a bigint; wraps like .NET's unchecked arithmetic. */
export function long(value: bigint): number | bigint {
  const wrapped = value > MAX || value < -MAX - 1n ? BigInt.asIntN(64, value) : value;
  const small = Number(wrapped);
  return Number.isSafeInteger(small) ? small : wrapped;
}

/** The dynamic value that holds a typed one. */
export function box(value: Value, type: TypeName): Value {
  if (value === null) return null;
  if (type === 'long' || type === 'int') return BigInt(value as number | bigint);
  // A dynamic value has no decimals: they become text.
  if (type === 'decimal') return String(value);
  if (type === 'datetime') return new Instant(value as bigint);
  if (type === 'timespan') return new Span(value as bigint);
  return value;
}

/** The type of what a dynamic value holds; arrays and bags stay dynamic. */
export function typeInside(value: Value): TypeName {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'bigint') return 'long';
  if (typeof value === 'number') return 'real';
  if (typeof value === 'boolean') return 'bool';
  if (value instanceof Instant) return 'datetime';
  if (value instanceof Span) return 'timespan';
  return 'dynamic';
}

/** The typed value inside a dynamic one; arrays and bags stay as they are. */
export function unbox(value: Value): Value {
  if (typeof value === 'bigint') return long(value);
  if (value instanceof Instant || value instanceof Span) return value.ticks;
  return value;
}

/** Whether a type counts. */
export function isNumeric(type: TypeName): boolean {
  return type === 'long' || type === 'int' || type === 'real' || type === 'decimal';
}

/** The value a type has where there is none: strings are empty, the rest null. */
export function missing(type: TypeName): Value {
  return type === 'string' ? '' : null;
}
