import type { Column } from '../column.ts';
import { type Evaluate, type Frame, rowScope } from '../frame.ts';
import { unsupported } from '../kql-error.ts';
import type { Relation } from '../relation.ts';
import type { Syntax } from '../syntax.ts';
import { cellsOf, typedAs, withoutUnnamed } from './cells.ts';
import { declaredNames, resultColumns } from './operator.ts';

/** extend and serialize: adds columns, or replaces those of the same name where they stand. */
export function extend(node: Syntax, input: Relation, frame: Frame): Relation {
  const columns = withoutUnnamed(resultColumns(node), node.list('Expressions'), node);
  const scope = rowScope(frame, input);
  const writes: { index: number; evaluate: Evaluate }[] = [];
  let next = input.columns.length;
  for (const expression of node.list('Expressions')) {
    const names = declaredNames(expression);
    cellsOf(expression, scope).forEach((cell, which) => {
      const name = names[which];
      const known = columns.findIndex((it) => it.name === name);
      const index = name === undefined ? placeOf(expression, columns, next) : known;
      if (index >= next) next = index + 1;
      writes.push({ index, evaluate: typedAs(cell, columns[index]) });
    });
  }
  if (next !== columns.length) throw unsupported(node.text.slice(0, 80), node.start);
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
