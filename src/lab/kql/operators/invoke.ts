import { bindArguments } from '../call.ts';
import { type Frame, noRow } from '../frame.ts';
import { KqlError } from '../kql-error.ts';
import type { Relation } from '../relation.ts';
import { runBody } from '../run-statements.ts';
import type { Syntax } from '../syntax.ts';

/** invoke: calls a declared function with the table as its first argument. */
export function invoke(node: Syntax, input: Relation, frame: Frame): Relation {
  const call = node.child('Function');
  const name = call.child('Name').name;
  const binding = frame.find(name);
  if (binding?.kind !== 'function') throw new KqlError('SemanticError', `Unknown function: '${name}'`, node.start);
  const first = binding.declaration.child('Parameters').list('Parameters')[0]?.child('NameAndType').child('Name').name;
  const inner = bindArguments(binding, call.child('ArgumentList').list('Expressions'), noRow(frame), 1);
  if (first) inner.names.set(first, { kind: 'table', relation: () => input });
  return runBody(call.calledBody ?? binding.declaration.child('Body'), inner);
}
