import type { Column } from '../column.ts';
import { operand } from '../expression.ts';
import { type Evaluate, type Frame, rowScope } from '../frame.ts';
import { unsupported } from '../kql-error.ts';
import type { Relation } from '../relation.ts';
import type { Syntax } from '../syntax.ts';
import { box } from '../value.ts';
import { declaredNames, resultColumns } from './operator.ts';

/** extend and serialize: adds columns, or replaces those of the same name where they stand. */
export function extend(node: Syntax, input: Relation, frame: Frame): Relation {
  const columns = resultColumns(node);
  const scope = rowScope(frame, input);
  const writes: { index: number; evaluate: Evaluate }[] = [];
  let next = input.columns.length;
  for (const expression of node.list('Expressions')) {
    const names = declaredNames(expression);
    if (names.length > 1 || expression.columns) throw unsupported(expression.text, expression.start);
    const inner = operand(expression, scope);
    const known = columns.findIndex((it) => it.name === names[0]);
    const index = names.length === 0 ? placeOf(expression, columns, next) : known;
    if (index >= next) next = index + 1;
    writes.push({ index, evaluate: typedAs(inner, columns[index]) });
  }
  const rows = input.rows.map((row, at, all) => {
    const made = row.slice();
    for (const { index, evaluate } of writes) made[index] = evaluate(row, at, all);
    return made;
  });
  return { ...input, columns, rows };
}

function placeOf(expression: Syntax, columns: Column[], next: number): number {
  if (expression.kind !== 'NameReference') return next;
  return columns.findIndex((it) => it.name === expression.name);
}

/** An operand whose value has the representation of the column it goes to. */
export function typedAs(
  inner: { evaluate: Evaluate; type: ReturnType<typeof operand>['type'] },
  column: Column | undefined,
): Evaluate {
  if (column?.type !== 'dynamic' || inner.type === 'dynamic') return inner.evaluate;
  return (row, at, rows) => box(inner.evaluate(row, at, rows), inner.type);
}
