import type { Frame } from '../frame.ts';
import type { Relation } from '../relation.ts';
import type { Syntax } from '../syntax.ts';

/** as: names what stands before it. */
export function as(node: Syntax, input: Relation, frame: Frame): Relation {
  frame.names.set(node.child('Name').name, { kind: 'table', relation: () => input });
  return input;
}
