import { type Kql, kql } from '../../azure/kql.ts';
import { type Asked, defineQuery } from '../saved-queries/saved-query.ts';
import { within } from '../saved-queries/within.ts';

/** What Container Insights writes to. */
const tables: Record<string, Kql> = {
  ContainerLogV2: kql`ContainerLogV2`,
  ContainerInventory: kql`ContainerInventory`,
  InsightsMetrics: kql`InsightsMetrics`,
  KubeEvents: kql`KubeEvents`,
  KubeNodeInventory: kql`KubeNodeInventory`,
  KubePodInventory: kql`KubePodInventory`,
  Perf: kql`Perf`,
};

/** What the cluster sends to the tables of Container Insights; each is summed by itself, so that no row is read twice. */
export const billableData = defineQuery({
  name: 'billable-data',
  title: 'Data that is billed',
  summary: 'How much the cluster sends to each table, in MB.',
  ways: ['billed data', 'data volume', 'ingestion cost', 'log cost', 'ingestion'],
  table: 'tables of Container Insights',
  of: 'cluster',
  hours: 1,
  kql: (it) => kql`
union ${legs(it)}
| where Rows > 0
| project Table, Megabytes = round(Bytes / 1000000, 2), Rows
| order by Megabytes desc`,
});

function legs(asked: Asked): Kql {
  return Object.entries(tables).reduce((before: Kql | undefined, [name, table]) => {
    const leg = kql`(${table}${within(asked)} | where _IsBillable =~ 'true' | summarize Bytes = sum(_BilledSize), Rows = count() | extend Table = ${name})`;
    return before === undefined ? leg : kql`${before}, ${leg}`;
  }, undefined) as Kql;
}
