import { convert, toBool, toText } from '../convert.ts';
import type { Evaluate } from '../frame.ts';
import { unsupported } from '../kql-error.ts';
import { box, isNumeric, missing, type TypeName, type Value } from '../value.ts';
import { type Call, lenient, type ScalarFunction } from './scalar-function.ts';

/** A branch's value in the representation of the whole call's type. */
function branch(call: Call, index: number): Evaluate {
  const arg = call.args[index];
  if (!arg) return () => null;
  // Branches of several types are dynamic to the language service; what Kusto makes of them is not known here.
  if (call.type === 'dynamic' && !call.args.some((it) => it.type === 'dynamic'))
    throw unsupported(call.node.text, call.node.start);
  // Beside a typed branch a dynamic one becomes of its type.
  if (arg.type !== call.type && arg.type !== 'null' && (isNumeric(call.type) || arg.type === 'dynamic'))
    return (...row) => convert(arg.evaluate(...row), arg.type, call.type);
  if (call.type === 'dynamic' && arg.type !== 'dynamic') return (...row) => box(arg.evaluate(...row), arg.type);
  if (call.type === 'string') return (...row) => arg.evaluate(...row) ?? '';
  return arg.evaluate;
}

const iff: ScalarFunction = (call) => {
  const [condition] = call.args;
  const [yes, no] = [branch(call, 1), branch(call, 2)];
  return (row, at, rows) =>
    condition && toBool(condition.evaluate(row, at, rows), condition.type) === true
      ? yes(row, at, rows)
      : no(row, at, rows);
};

const choose: ScalarFunction = (call) => {
  const pairs = Array.from({ length: Math.floor(call.args.length / 2) }, (_, index) => ({
    test: call.args[index * 2],
    value: branch(call, index * 2 + 1),
  }));
  const otherwise = call.args.length % 2 === 1 ? branch(call, call.args.length - 1) : () => missing(call.type);
  return (row, at, rows) => {
    for (const { test, value } of pairs) {
      if (test && toBool(test.evaluate(row, at, rows), test.type) === true) return value(row, at, rows);
    }
    return otherwise(row, at, rows);
  };
};

const coalesce: ScalarFunction = (call) => {
  const branches = call.args.map((_, index) => branch(call, index));
  return (row, at, rows) => {
    for (const it of branches) {
      const value = it(row, at, rows);
      if (value !== null && value !== '') return value;
    }
    return missing(call.type);
  };
};

function empty(value: Value, type: TypeName): boolean {
  return type === 'string' ? value === '' : value === null || toText(value, type) === '';
}

/** isnull() is never true of a string. */
function isNull(value: Value, type: TypeName): boolean {
  return type !== 'string' && value === null;
}

function finite(test: (value: number) => boolean): ScalarFunction {
  return lenient(([value = null], [type = 'unknown']) =>
    value === null ? null : isNumeric(type) && test(Number(value)),
  );
}

/** Functions that choose and test. */
export const conditions: Record<string, ScalarFunction> = {
  iff,
  iif: iff,
  case: choose,
  coalesce,
  isempty: lenient(([value = null], [type = 'unknown']) => empty(value, type)),
  isnotempty: lenient(([value = null], [type = 'unknown']) => !empty(value, type)),
  notempty: lenient(([value = null], [type = 'unknown']) => !empty(value, type)),
  isnull: lenient(([value = null], [type = 'unknown']) => isNull(value, type)),
  isnotnull: lenient(([value = null], [type = 'unknown']) => !isNull(value, type)),
  notnull: lenient(([value = null], [type = 'unknown']) => !isNull(value, type)),
  not: lenient(([value = null], [type = 'unknown']) => {
    const truth = toBool(value, type);
    return truth === null ? null : !truth;
  }),
  isnan: finite(Number.isNaN),
  isinf: finite((it) => it === Infinity || it === -Infinity),
  isfinite: finite(Number.isFinite),
};
