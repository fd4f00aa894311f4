import { toBool } from './convert.ts';
import type { Keeps, TableSource } from './database.ts';
import { operand } from './expression.ts';
import type { Frame } from './frame.ts';
import type { Syntax } from './syntax.ts';
import type { Value } from './value.ts';

/**
 * What the conditions right after a table say about single text columns, so that the table need not make rows that
 * would be dropped. The conditions themselves are applied all the same.
 */
export function keepsOf(conditions: readonly Syntax[], table: TableSource, frame: Frame): Keeps {
  const tests = new Map<string, ((value: string) => boolean)[]>();
  for (const condition of conditions.flatMap(parts)) {
    const [column, another] = columnsIn(condition, table);
    if (column === undefined || another !== undefined) continue;
    const { evaluate, type } = operand(condition, { frame, columns: new Map([[column, 0]]), row: {} });
    const known = new Map<string, boolean>();
    const test = (value: string) => {
      let kept = known.get(value);
      if (kept === undefined) {
        kept = toBool(evaluate([value as Value], 0, []), type) === true;
        known.set(value, kept);
      }
      return kept;
    };
    tests.set(column, [...(tests.get(column) ?? []), test]);
  }
  return (column, value) => tests.get(column)?.every((test) => test(value)) ?? true;
}

function parts(condition: Syntax): Syntax[] {
  if (condition.kind === 'AndExpression') return [condition.child('Left'), condition.child('Right')].flatMap(parts);
  return condition.kind === 'ParenthesizedExpression' ? parts(condition.child('Expression')) : [condition];
}

/** Names of the columns of an expression; one that is not text, or a sub-query, counts as many: then nothing is said. */
function columnsIn(node: Syntax, table: TableSource): string[] {
  const many = ['?', '??'];
  if (node.kind === 'PipeExpression' || node.kind === 'ToScalarExpression') return many;
  if (node.kind === 'NameReference' && node.symbol?.kind === 'ColumnSymbol') {
    const column = table.columns.find(({ name }) => name === node.name);
    return column?.type === 'string' ? [column.name] : many;
  }
  return [...new Set(node.children().flatMap((child) => columnsIn(child, table)))];
}
