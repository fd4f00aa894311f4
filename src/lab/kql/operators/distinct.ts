import { operand } from '../expression.ts';
import { type Frame, rowScope } from '../frame.ts';
import { Groups } from '../groups.ts';
import type { Relation } from '../relation.ts';
import type { Syntax } from '../syntax.ts';
import type { Row } from '../value.ts';
import { resultColumns } from './operator.ts';

/** distinct: each combination once, in the order of its first row. */
export function distinct(node: Syntax, input: Relation, frame: Frame): Relation {
  const columns = resultColumns(node);
  const scope = rowScope(frame, input);
  const expressions = node.list('Expressions');
  const star = expressions.some((it) => it.kind === 'StarExpression');
  const evaluators = star ? [] : expressions.map((it) => operand(it, scope).evaluate);
  const seen = new Groups<true>(columns.map((it) => it.type));
  const rows: Row[] = [];
  input.rows.forEach((row, at, all) => {
    const cells = star ? row : evaluators.map((it) => it(row, at, all));
    seen.at(cells, () => {
      rows.push(cells);
      return true;
    });
  });
  return { columns, rows };
}
