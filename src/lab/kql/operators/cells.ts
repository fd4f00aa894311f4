import type { Column } from '../column.ts';
import { compile, operand } from '../expression.ts';
import type { Evaluate, Scope } from '../frame.ts';
import type { Syntax } from '../syntax.ts';
import { box, type Row, type TypeName, type Value } from '../value.ts';

/** What an expression of project or extend gives: one cell, or several when its function returns a tuple. */
export function cellsOf(expression: Syntax, scope: Scope): { evaluate: Evaluate; type: TypeName }[] {
  const bare = /NamedExpression$/.test(expression.kind) ? expression.child('Expression') : expression;
  const { columns } = bare;
  if (!columns) return [operand(bare, scope)];
  const whole = compile(bare, scope);
  let last: { row: Row; values: Value } | undefined;
  return columns.map(({ type }, index) => ({
    type,
    evaluate: (row, at, rows) => {
      if (last?.row !== row) last = { row, values: whole(row, at, rows) };
      return Array.isArray(last.values) ? (last.values[index] ?? null) : null;
    },
  }));
}

/** An operand whose value has the representation of the column it goes to. */
export function typedAs(inner: { evaluate: Evaluate; type: TypeName }, column: Column | undefined): Evaluate {
  if (column?.type !== 'dynamic' || inner.type === 'dynamic') return inner.evaluate;
  return (row, at, rows) => box(inner.evaluate(row, at, rows), inner.type);
}
