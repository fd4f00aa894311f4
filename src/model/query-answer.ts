import type { Evidence, Window } from './evidence.ts';
import type { Series } from './finding.ts';
import type { Gap } from './gap.ts';
import type { ClusterRef } from './subject.ts';

/** One cell of a query's answer; undefined is a null. Untrusted. */
export type QueryCell = string | number | boolean | Date | undefined;

/** Rows of a query with their columns, in the query's order. */
export interface QueryTable {
  columns: string[];
  rows: QueryCell[][];
  /** There are more rows than were read. */
  isCut: boolean;
}

/** What a saved query answered. */
export interface QueryAnswer {
  /** Its name, as it is said. */
  name: string;
  title: string;
  summary: string;
  cluster: ClusterRef;
  /** One namespace; undefined is all of the cluster. */
  namespace?: string;
  window: Window;
  /** The rows, with the query that gave them; undefined where nothing could be read. */
  table?: Evidence<QueryTable>;
  /** The rows as lines over time, highest first, where the query is one over time. */
  series?: Series;
  gaps: Gap[];
}
