import type { Scope } from './frame.ts';
import { runTable } from './run-table.ts';
import type { Syntax } from './syntax.ts';
import { missing, type TypeName, type Value } from './value.ts';

/** toscalar(): the first cell of a table, or the scalar itself. */
export function toScalar(node: Syntax, scope: Scope): Value {
  const relation = runTable(node, scope.frame);
  const first = relation.rows[0]?.[0];
  return first === undefined ? missing(relation.columns[0]?.type ?? 'unknown') : first;
}

/** The first column of a tabular expression inside `in (...)`; undefined when the node is a scalar. */
export function columnValues(node: Syntax, scope: Scope): { values: Value[]; type: TypeName } | undefined {
  if (!node.columns) return undefined;
  const relation = runTable(node, scope.frame);
  return { values: relation.rows.map((row) => row[0] ?? null), type: relation.columns[0]?.type ?? 'unknown' };
}
