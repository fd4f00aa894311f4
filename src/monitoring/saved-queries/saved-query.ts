import type { Kql } from '../../azure/kql.ts';
import type { KqlTimespan } from '../../azure/kql-literal.ts';
import type { Window } from '../../model/evidence.ts';
import type { Series } from '../../model/finding.ts';
import type { ClusterRef } from '../../model/subject.ts';

/** What a saved query is asked for. */
export interface Asked {
  cluster: Pick<ClusterRef, 'id' | 'name'>;
  /** One namespace; undefined is all of the cluster. */
  namespace?: string | undefined;
  /** Undefined in an alert rule, which has a window of its own. */
  window?: Window | undefined;
  /** The width of a chart's steps. */
  step: KqlTimespan;
}

/** A question to a cluster's workspace that many have asked before, under a name. */
export interface SavedQuery {
  /** In kebab-case, as it is said: "pods-not-running". */
  name: string;
  /** What its rows are, as a heading: "Pods not running". */
  title: string;
  /** One sentence for the list. */
  summary: string;
  /** Other ways to say its name. */
  ways: readonly string[];
  /** The table that it reads, for the card's last line and where it has no rows. */
  table: string;
  /** Whether it can be asked for one namespace, or tells of the whole cluster alone. */
  of: 'cluster' | 'namespace';
  /** Its usual time: so many hours before now. */
  hours: number;
  /** Rows over time: the time is in "At", the line's name and its value in these columns. */
  chart?: { line: string; value: string; unit: Series['unit'] };
  /** Columns are named as a person reads them. */
  kql(asked: Asked): Kql;
}

/** Adds types, nothing else. */
export function defineQuery(query: SavedQuery): SavedQuery {
  return query;
}
