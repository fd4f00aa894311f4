import { order } from '../compare.ts';
import { evaluateOnce, operand } from '../expression.ts';
import { type Frame, noRow, rowScope, type Scope } from '../frame.ts';
import { KqlError, unsupported } from '../kql-error.ts';
import type { Relation } from '../relation.ts';
import type { Syntax } from '../syntax.ts';
import type { Row, Value } from '../value.ts';

/** sort by: descending unless asc stands there; nulls first when ascending, last when descending. */
export function sort(node: Syntax, input: Relation, frame: Frame): Relation {
  const rows = sorted(node.list('Expressions'), input.rows, rowScope(frame, input));
  return { ...input, rows, ordered: true };
}

/** take and limit: the first rows. */
export function take(node: Syntax, input: Relation, frame: Frame): Relation {
  return { ...input, rows: input.rows.slice(0, count(node, frame)) };
}

/** top N by: sort and take. */
export function top(node: Syntax, input: Relation, frame: Frame): Relation {
  const rows = sorted([node.child('ByExpression')], input.rows, rowScope(frame, input));
  return { ...input, rows: rows.slice(0, count(node, frame)), ordered: true };
}

function count(node: Syntax, frame: Frame): number {
  const value = Number(evaluateOnce(node.child('Expression'), noRow(frame)));
  if (!Number.isInteger(value) || value < 0)
    throw new KqlError('SemanticError', 'the number of rows must not be negative', node.start);
  return value;
}

/** Rows in the order of `by` expressions; equal ones keep their places. */
export function sorted(by: Syntax[], rows: readonly Row[], scope: Scope): Row[] {
  const keys = by.map((ordered) => {
    const clause = ordered.kind === 'OrderedExpression' ? ordered.maybe('Ordering')?.text : undefined;
    const { evaluate, type } = operand(
      ordered.kind === 'OrderedExpression' ? ordered.child('Expression') : ordered,
      scope,
    );
    if (type === 'dynamic') throw unsupported('sorting by a dynamic value', ordered.start);
    const ascending = /\basc\b/.test(clause ?? '');
    const nullsFirst = /nulls\s+first/.test(clause ?? '') || (ascending && !/nulls\s+last/.test(clause ?? ''));
    return { values: rows.map((row, at) => evaluate(row, at, rows)), ascending, nullsFirst };
  });
  const places = rows.map((_, index) => index);
  places.sort((a, b) => {
    for (const { values, ascending, nullsFirst } of keys) {
      const result = orderWithNulls(values[a] ?? null, values[b] ?? null, ascending, nullsFirst);
      if (result !== 0) return result;
    }
    return a - b;
  });
  return places.map((index) => rows[index] ?? []);
}

/** Null stands outermost and NaN beside it, whichever way the rest is sorted. */
function orderWithNulls(a: Value, b: Value, ascending: boolean, nullsFirst: boolean): number {
  const [x, y] = [outside(a), outside(b)];
  if (x !== 0 || y !== 0) return nullsFirst ? y - x : x - y;
  return ascending ? order(a, b) : order(b, a);
}

function outside(value: Value): number {
  return value === null ? 2 : typeof value === 'number' && Number.isNaN(value) ? 1 : 0;
}
