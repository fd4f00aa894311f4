import { toBool } from '../convert.ts';
import { operand } from '../expression.ts';
import { type Frame, rowScope } from '../frame.ts';
import type { Relation } from '../relation.ts';
import type { Syntax } from '../syntax.ts';

/** where: keeps the rows whose condition is true; null is not true. */
export function where(node: Syntax, input: Relation, frame: Frame): Relation {
  return filter(node.child('Condition'), input, frame);
}

/** The rows for which a condition is true. */
export function filter(condition: Syntax, input: Relation, frame: Frame): Relation {
  const { evaluate, type } = operand(condition, rowScope(frame, input));
  return { ...input, rows: input.rows.filter((row, at, rows) => toBool(evaluate(row, at, rows), type) === true) };
}
