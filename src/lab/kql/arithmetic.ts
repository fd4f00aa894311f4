import { toReal } from './convert.ts';
import { within } from './datetime.ts';
import { type Decimal, decimalArithmetic, decimalOf } from './decimal.ts';
import type { Operand } from './expression.ts';
import type { Evaluate } from './frame.ts';
import { unsupported } from './kql-error.ts';
import type { Syntax } from './syntax.ts';
import { isNumeric, long, type TypeName, typeInside, unbox, type Value } from './value.ts';

type Operation = (a: Value, b: Value) => Value;

/** + - * / % by the static types; long arithmetic wraps at 64 bits, division by zero of longs is null. */
export function arithmetic(sign: string, left: Operand, right: Operand, node: Syntax): Evaluate {
  if (left.type === 'dynamic' || right.type === 'dynamic') return dynamicArithmetic(sign, left, right, node);
  const operation = typed(sign, left.type, right.type);
  if (!operation) throw unsupported(`${left.type} ${sign} ${right.type}`, node.start);
  return (row, at, rows) => {
    const a = left.evaluate(row, at, rows);
    if (a === null) return null;
    const b = right.evaluate(row, at, rows);
    return b === null ? null : operation(a, b);
  };
}

function dynamicArithmetic(sign: string, left: Operand, right: Operand, node: Syntax): Evaluate {
  if (node.type === 'dynamic') throw unsupported(`${left.type} ${sign} ${right.type}`, node.start);
  return (row, at, rows) => {
    const a = left.evaluate(row, at, rows);
    const b = right.evaluate(row, at, rows);
    if (a === null || b === null) return null;
    const at1: TypeName = left.type === 'dynamic' ? typeInside(a) : left.type;
    const bt: TypeName = right.type === 'dynamic' ? typeInside(b) : right.type;
    const result = typed(
      sign,
      at1,
      bt,
    )?.(left.type === 'dynamic' ? unbox(a) : a, right.type === 'dynamic' ? unbox(b) : b);
    if (result === undefined) return null;
    return node.type === 'real' ? toReal(result, isNumeric(at1) ? 'real' : 'unknown') : result;
  };
}

function typed(sign: string, a: TypeName, b: TypeName): Operation | undefined {
  if (isNumeric(a) && isNumeric(b) && (a === 'decimal' || b === 'decimal')) return decimals(sign);
  if (isNumeric(a) && isNumeric(b)) return a === 'real' || b === 'real' ? reals[sign] : longs[sign];
  const times = timeArithmetic(sign, a, b);
  if (times) return (x, y) => times(x as bigint, y as bigint);
  if (a === 'timespan' && isNumeric(b)) {
    if (sign === '*') return (x, y) => scaled(x as bigint, y, b);
    if (sign === '/' && b !== 'real') return (x, y) => (Number(y) === 0 ? null : (x as bigint) / BigInt(y as number));
    if (sign === '/') return (x, y) => fromReal(Number(x) / Number(y));
  }
  if (isNumeric(a) && b === 'timespan' && sign === '*') return (x, y) => scaled(y as bigint, x, a);
  return undefined;
}

function decimals(sign: string): Operation {
  const [x, y] = [(a: Value) => decimalOf(a as number | Decimal), (b: Value) => decimalOf(b as number | Decimal)];
  return (a, b) => {
    if (typeof a === 'number' && !Number.isFinite(a)) throw unsupported(`a decimal of ${a}`);
    const result = decimalArithmetic(sign, x(a), y(b));
    if (result === undefined) throw unsupported('the remainder of a negative decimal');
    return result;
  };
}

function timeArithmetic(sign: string, a: TypeName, b: TypeName): ((x: bigint, y: bigint) => Value) | undefined {
  const both = `${a} ${sign} ${b}`;
  if (both === 'datetime - datetime') return (x, y) => x - y;
  if (both === 'datetime + timespan' || both === 'timespan + datetime') return (x, y) => within(x + y);
  if (both === 'datetime - timespan') return (x, y) => within(x - y);
  if (both === 'timespan + timespan') return (x, y) => x + y;
  if (both === 'timespan - timespan') return (x, y) => x - y;
  if (both === 'timespan / timespan' || both === 'datetime / timespan') return (x, y) => Number(x) / Number(y);
  if (both === 'timespan % timespan') return (x, y) => (y === 0n ? null : x % y);
  return undefined;
}

function scaled(ticks: bigint, factor: Value, type: TypeName): Value {
  return type === 'real' ? fromReal(Number(ticks) * (factor as number)) : ticks * BigInt(factor as number | bigint);
}

function fromReal(ticks: number): Value {
  return Number.isFinite(ticks) ? BigInt(Math.trunc(ticks)) : null;
}

const reals: Record<string, Operation> = {
  '+': (a, b) => Number(a) + Number(b),
  '-': (a, b) => Number(a) - Number(b),
  '*': (a, b) => Number(a) * Number(b),
  '/': (a, b) => Number(a) / Number(b),
  '%': (a, b) => positive(Number(a) % Number(b), Math.abs(Number(b))),
};

const positive = (rest: number, size: number) => (rest < 0 ? rest + size : rest);

function exact(quick: (a: number, b: number) => number, wide: (a: bigint, b: bigint) => bigint): Operation {
  return (a, b) => {
    if (typeof a === 'number' && typeof b === 'number') {
      const result = quick(a, b);
      if (Number.isSafeInteger(result)) return result === 0 ? 0 : result;
    }
    return long(wide(BigInt(a as number), BigInt(b as number)));
  };
}

const longs: Record<string, Operation> = {
  '+': exact(
    (a, b) => a + b,
    (a, b) => a + b,
  ),
  '-': exact(
    (a, b) => a - b,
    (a, b) => a - b,
  ),
  '*': exact(
    (a, b) => a * b,
    (a, b) => a * b,
  ),
  '/': (a, b) => (Number(b) === 0 ? null : divide(a, b)),
  '%': (a, b) => (Number(b) === 0 ? null : remainder(a, b)),
};

const divide = exact(
  (a, b) => Math.trunc(a / b),
  (a, b) => a / b,
);
// Kusto's remainder is never negative, whatever the signs.
const remainder = exact(
  (a, b) => (a % b < 0 ? (a % b) + Math.abs(b) : a % b),
  (a, b) => (a % b < 0n ? (a % b) + (b < 0n ? -b : b) : a % b),
);

/** Unary minus. */
export function negative(inner: Operand, node: Syntax): Evaluate {
  const { type, evaluate } = inner;
  if (!isNumeric(type) && type !== 'timespan') throw unsupported(`-${type}`, node.start);
  if (type === 'decimal') return decimalNegative(evaluate);
  return (row, at, rows) => {
    const value = evaluate(row, at, rows);
    if (value === null) return null;
    if (type === 'timespan') return -(value as bigint);
    if (type === 'real') return -(value as number);
    return typeof value === 'bigint' ? long(-value) : value === 0 ? 0 : -(value as number);
  };
}

function decimalNegative(evaluate: Evaluate): Evaluate {
  const minus = decimals('-');
  return (row, at, rows) => {
    const value = evaluate(row, at, rows);
    return value === null ? null : minus(0, value);
  };
}
