import type { Column } from '../column.ts';
import { compile, operand } from '../expression.ts';
import type { Evaluate, Scope } from '../frame.ts';
import { unsupported } from '../kql-error.ts';
import type { Syntax } from '../syntax.ts';
import { box, type Row, type TypeName, type Value } from '../value.ts';
import { mayNarrow } from './operator.ts';

/** What an expression of project or extend gives: one cell, or several when its function returns a tuple that is not given one name. */
export function cellsOf(expression: Syntax, scope: Scope): { evaluate: Evaluate; type: TypeName }[] {
  const bare = /NamedExpression$/.test(expression.kind) ? expression.child('Expression') : expression;
  const { columns } = bare;
  if (!columns) return [operand(bare, scope)];
  const single = expression.kind === 'SimpleNamedExpression';
  const whole = compile(bare, scope);
  let last: { row: Row; values: Value } | undefined;
  return columns.slice(0, single ? 1 : columns.length).map(({ type }, index) => ({
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

/** The columns of an operator's result without those of tuples that were given one name: they are of the first alone. */
export function withoutUnnamed(columns: Column[], expressions: Syntax[], node: Syntax): Column[] {
  const dropped = new Set<string>();
  for (const expression of expressions) {
    const bare = expression.kind === 'SimpleNamedExpression' ? expression.child('Expression') : undefined;
    for (const [index, { name }] of (bare?.columns ?? []).entries()) if (index > 0) dropped.add(name);
  }
  if (dropped.size === 0) return columns;
  if (!mayNarrow(node)) throw unsupported('a tuple under one name before such an operator', node.start);
  return columns.filter(({ name }) => !dropped.has(name));
}
