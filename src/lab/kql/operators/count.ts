import type { Relation } from '../relation.ts';
import type { Syntax } from '../syntax.ts';
import { resultColumns } from './operator.ts';

/** count: one row with the number of rows. */
export function count(node: Syntax, input: Relation): Relation {
  return { columns: resultColumns(node), rows: [[input.rows.length]] };
}
