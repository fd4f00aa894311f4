import { type Frame, rowScope } from '../frame.ts';
import { KqlError, unsupported } from '../kql-error.ts';
import type { Relation } from '../relation.ts';
import type { Syntax } from '../syntax.ts';
import type { Row } from '../value.ts';
import { cellsOf, typedAs, withoutUnnamed } from './cells.ts';
import { resultColumns } from './operator.ts';

/** project and print: one column for each expression, in their order. */
export function project(node: Syntax, input: Relation, frame: Frame): Relation {
  const columns = withoutUnnamed(resultColumns(node), node.list('Expressions'), node);
  const scope = rowScope(frame, input);
  const cells = node.list('Expressions').flatMap((it) => cellsOf(it, scope));
  const evaluators = cells.map((it, index) => typedAs(it, columns[index]));
  if (evaluators.length !== columns.length) throw unsupported(node.text.slice(0, 80), node.start);
  return { ...input, columns, rows: input.rows.map((row, at, rows) => evaluators.map((it) => it(row, at, rows))) };
}

/** project-away, -keep, -reorder: the result's columns are found by their names. */
export function projectByName(node: Syntax, input: Relation): Relation {
  const columns = resultColumns(node);
  return {
    ...input,
    columns,
    rows: picked(
      input,
      columns.map((it) => it.name),
      node,
    ),
  };
}

/** project-rename: the same cells under other names. */
export function projectRename(node: Syntax, input: Relation): Relation {
  const columns = resultColumns(node);
  if (columns.length !== input.columns.length) throw unsupported(node.text.slice(0, 80), node.start);
  const renamed = new Map(node.list('Expressions').map((it) => [it.child('Name').name, it.child('Expression').name]));
  return {
    ...input,
    columns,
    rows: picked(
      input,
      columns.map((it) => renamed.get(it.name) ?? it.name),
      node,
    ),
  };
}

function picked(input: Relation, names: string[], node: Syntax): Row[] {
  const places = names.map((name) => {
    const index = input.columns.findIndex((it) => it.name === name);
    if (index < 0) throw new KqlError('SemanticError', `Failed to resolve column named '${name}'`, node.start);
    return index;
  });
  return input.rows.map((row) => places.map((index) => row[index] ?? null));
}
