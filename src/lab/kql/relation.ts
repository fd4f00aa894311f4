import type { Column } from './column.ts';
import type { Row } from './value.ts';

/** A table between two operators. */
export interface Relation {
  columns: Column[];
  rows: Row[];
  /** Whether the order of rows means something (after sort, top, serialize, range). */
  ordered?: boolean;
}
