import type { Operand } from '../expression.ts';
import type { Evaluate, Scope } from '../frame.ts';
import type { Syntax } from '../syntax.ts';
import type { TypeName, Value } from '../value.ts';

/** A call of a built-in function, its arguments compiled. */
export interface Call {
  args: Operand[];
  /** The type that the language service gives the result. */
  type: TypeName;
  node: Syntax;
  scope: Scope;
}

/** Builds the evaluator of one call. */
export type ScalarFunction = (call: Call) => Evaluate;

/** A function of its arguments' values; with a null argument it is null without being asked. */
export function strict(compute: (values: Value[], types: TypeName[], call: Call) => Value): ScalarFunction {
  return (call) => {
    const { args } = call;
    const types = args.map((it) => it.type);
    return (row, at, rows) => {
      const values: Value[] = [];
      for (const arg of args) {
        const value = arg.evaluate(row, at, rows);
        if (value === null) return null;
        values.push(value);
      }
      return compute(values, types, call);
    };
  };
}

/** A function that sees nulls. */
export function lenient(compute: (values: Value[], types: TypeName[], call: Call) => Value): ScalarFunction {
  return (call) => {
    const { args } = call;
    const types = args.map((it) => it.type);
    return (row, at, rows) =>
      compute(
        args.map((it) => it.evaluate(row, at, rows)),
        types,
        call,
      );
  };
}
