import type { Azure } from '../../azure/azure.ts';
import { UpstreamError } from '../../errors.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { ClusterRef } from '../../model/subject.ts';
import { askWorkspace, type Question } from '../workspace/ask-workspace.ts';

/** A table that answered with no row at all: Container Insights does not say that it does not collect it. */
export class NotCollected extends UpstreamError {
  readonly table: string;
  readonly cluster: string;

  constructor(table: string, cluster: string) {
    super('Log Analytics', 'not-found', `${table} has no rows of ${cluster}.`);
    this.table = table;
    this.cluster = cluster;
  }

  /** The gap for what could not be read. */
  gap(what: string): Gap {
    return {
      what,
      service: 'Log Analytics',
      why: `${this.table} has no rows of ${this.cluster} in this time; the preset "Logs and Events" does not collect every table.`,
      next: 'Choose the preset "Standard" in the monitoring settings of the cluster.',
    };
  }
}

/** Asks the cluster's workspace for something that always has rows where it is collected; throws NotCollected on none. */
export async function askLogs<Row, T>(
  azure: Azure,
  cluster: ClusterRef,
  question: Question<Row>,
  fact: (rows: Row[]) => T,
  at: (row: Row) => Date,
): Promise<Evidence<T>> {
  const evidence = await askWorkspace(azure, cluster, question, (rows) => rows);
  if (evidence.value.length === 0) throw new NotCollected(question.table, cluster.name);
  return {
    ...evidence,
    value: fact(evidence.value),
    at: new Date(Math.max(...evidence.value.map((row) => at(row).getTime()))),
  };
}
