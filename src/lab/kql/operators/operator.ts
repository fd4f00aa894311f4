import type { Column } from '../column.ts';
import type { Frame } from '../frame.ts';
import { KqlError } from '../kql-error.ts';
import type { Relation } from '../relation.ts';
import type { Syntax } from '../syntax.ts';

/** Runs one query operator over what stands before its bar. */
export type Operator = (node: Syntax, input: Relation, frame: Frame) => Relation;

/** The columns that the language service gives the operator's result. */
export function resultColumns(node: Syntax): Column[] {
  const { columns } = node;
  if (!columns) throw new KqlError('SemanticError', `${node.text.split(/\s/)[0]} has no result`, node.start);
  return columns;
}

/** A parameter such as kind=leftouter. */
export function parameter(node: Syntax, name: string): Syntax | undefined {
  return node
    .list('Parameters')
    .find((it) => it.child('Name').name === name)
    ?.maybe('Expression');
}

/** Names of the parameters that stand there. */
export function parameterNames(node: Syntax): string[] {
  return node.list('Parameters').map((it) => it.child('Name').name);
}

/** The names that an assignment declares: one, several, or none. */
export function declaredNames(node: Syntax): string[] {
  if (node.kind === 'SimpleNamedExpression') return [node.child('Name').name];
  if (node.kind === 'CompoundNamedExpression') {
    return node
      .child('Names')
      .list('Names')
      .map((it) => it.name);
  }
  return [];
}

const keepColumns = /^(Filter|Sort|Take|Top|Sample)Operator$/;
const nameColumns = /^(Project|Summarize|Count|ProjectKeep)Operator$/;

/** Whether nothing after an operator relies on more columns than it has, where the language service sees more: operators that pass on what they get, or name what they give. */
export function mayNarrow(node: Syntax): boolean {
  for (let pipe = node.parent; pipe?.kind === 'PipeExpression'; pipe = pipe.parent) {
    const operator = pipe.child('Operator');
    if (operator.raw === node.raw || keepColumns.test(operator.kind)) continue;
    return nameColumns.test(operator.kind);
  }
  return node.enclosing === 'ExpressionStatement';
}
