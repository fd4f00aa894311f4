import { order } from '../compare.ts';
import { toReal } from '../convert.ts';
import { floorDiv, within } from '../datetime.ts';
import { Decimal } from '../decimal.ts';
import { unsupported } from '../kql-error.ts';
import { long, type TypeName, type Value } from '../value.ts';
import { lenient, type ScalarFunction, strict } from './scalar-function.ts';

function real(compute: (...values: number[]) => number): ScalarFunction {
  return strict((values, types) => {
    const numbers = values.map((value, index) => toReal(value, types[index] ?? 'unknown'));
    return numbers.includes(null) ? null : compute(...(numbers as number[]));
  });
}

/** A logarithm, which a negative number has none of: null, where a root of one is NaN. */
function logarithm(compute: (value: number) => number): ScalarFunction {
  return strict(([value = null], [type = 'unknown']) => {
    const number = toReal(value, type);
    return number === null || number < 0 ? null : compute(number);
  });
}

/** The largest multiple of `size` that is not above the value. */
export function binned(value: Value, type: TypeName, size: Value, sizeType: TypeName): Value {
  if (value === null || size === null) return null;
  if (type === 'datetime' || type === 'timespan') {
    const step = sizeType === 'timespan' || sizeType === 'long' || sizeType === 'int' ? BigInt(size as bigint) : 0n;
    if (step <= 0n) return null;
    const result = floorDiv(value as bigint, step) * step;
    return type === 'datetime' ? within(result) : result;
  }
  if (typeof value === 'number' && typeof size === 'number') {
    if (size <= 0) return null;
    const result = Math.floor(value / size) * size;
    if (type === 'real' || sizeType === 'real' || Number.isSafeInteger(result)) return result === 0 ? 0 : result;
  }
  const step = BigInt(size as number);
  return step <= 0n ? null : long(floorDiv(BigInt(value as number), step) * step);
}

const bin: ScalarFunction = (call) => {
  const [value, size] = call.args;
  if (!value || !size || value.type === 'decimal' || value.type === 'dynamic')
    throw unsupported(call.node.text, call.node.start);
  return (...row) => binned(value.evaluate(...row), value.type, size.evaluate(...row), size.type);
};

const binAt: ScalarFunction = strict(
  ([value = null, size = null, at = null], [type = 'unknown', sizeType = 'unknown']) => {
    if (type === 'datetime' || type === 'timespan') {
      const base = at as bigint;
      return ((binned((value as bigint) - base, 'timespan', size, sizeType) as bigint | null) ?? 0n) + base;
    }
    const moved = binned(Number(value) - Number(at), type, size, sizeType);
    return moved === null ? null : Number(moved) + Number(at);
  },
);

function pick(sign: 1 | -1): ScalarFunction {
  return lenient((values) => {
    let best: Value = null;
    const nan = values.map((it) => typeof it === 'number' && Number.isNaN(it));
    if (nan[0]) return Number.NaN;
    if (nan.includes(true)) throw unsupported('min_of() or max_of() of NaN after a number');
    for (const value of values) if (value !== null && (best === null || order(value, best) * sign > 0)) best = value;
    return best;
  });
}

const abs: ScalarFunction = strict(([value = null], [type]) => {
  if (value instanceof Decimal) return value.units < 0n ? new Decimal(-value.units, value.scale) : value;
  if (type === 'timespan') return (value as bigint) < 0n ? -(value as bigint) : value;
  return typeof value === 'bigint' ? long(value < 0n ? -value : value) : Math.abs(value as number);
});

const rounded = real((value, digits = 0) => {
  const scale = 10 ** digits;
  // Halves go away from zero.
  return (Math.sign(value) * Math.round(Math.abs(value) * scale)) / scale;
});

/** What type Kusto gives to the rounding of a whole number is not known here. */
const round: ScalarFunction = (call) => {
  if (call.args[0]?.type !== 'real') throw unsupported(call.node.text, call.node.start);
  return rounded(call);
};

const rand: ScalarFunction = ({ args }) => {
  const [below] = args;
  return (row, at, rows) => {
    const limit = below ? Number(below.evaluate(row, at, rows)) : 1;
    return limit > 1 ? Math.floor(Math.random() * limit) : Math.random();
  };
};

function bits(compute: (a: bigint, b: bigint) => bigint): ScalarFunction {
  return strict(([a = null, b = 0]) => long(compute(BigInt(a as number), BigInt(b as number))));
}

/** What Kusto makes of the arc of a number beyond 1 is not known here. */
function between(value: number): number {
  if (Math.abs(value) > 1) throw unsupported(`the arc of ${value}`);
  return value;
}

/** Functions of numbers. */
export const numbers: Record<string, ScalarFunction> = {
  bin,
  floor: bin,
  bin_at: binAt,
  abs,
  rand,
  round,
  ceiling: real(Math.ceil),
  sqrt: real(Math.sqrt),
  exp: real(Math.exp),
  exp2: real((it) => 2 ** it),
  exp10: real((it) => 10 ** it),
  log: logarithm(Math.log),
  log2: logarithm(Math.log2),
  log10: logarithm(Math.log10),
  pow: real((a, b) => a ** b),
  sin: real(Math.sin),
  cos: real(Math.cos),
  tan: real(Math.tan),
  asin: real((it) => Math.asin(between(it))),
  acos: real((it) => Math.acos(between(it))),
  atan: real(Math.atan),
  atan2: real(Math.atan2),
  cot: real((it) => 1 / Math.tan(it)),
  pi: () => () => Math.PI,
  degrees: real((it) => (it * 180) / Math.PI),
  radians: real((it) => (it * Math.PI) / 180),
  sign: real(Math.sign),
  max_of: pick(1),
  min_of: pick(-1),
  tohex: strict(([value = null, width = 0]) =>
    BigInt.asUintN(64, BigInt(value as number))
      .toString(16)
      .padStart(Number(width), '0'),
  ),
  binary_and: bits((a, b) => a & b),
  binary_or: bits((a, b) => a | b),
  binary_xor: bits((a, b) => a ^ b),
  binary_not: bits((a) => ~a),
  binary_shift_left: bits((a, b) => a << (b & 63n)),
  binary_shift_right: bits((a, b) => a >> (b & 63n)),
};
