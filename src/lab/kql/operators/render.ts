import type { Relation } from '../relation.ts';
import type { Syntax } from '../syntax.ts';

/** render: a wish of how to draw, nothing to compute. */
export function render(_node: Syntax, input: Relation): Relation {
  return input;
}
