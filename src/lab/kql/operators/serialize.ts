import type { Frame } from '../frame.ts';
import type { Relation } from '../relation.ts';
import type { Syntax } from '../syntax.ts';
import { extend } from './extend.ts';

/** serialize: fixes the order of the rows, and adds columns like extend. */
export function serialize(node: Syntax, input: Relation, frame: Frame): Relation {
  return extend(node, { ...input, ordered: true }, frame);
}
