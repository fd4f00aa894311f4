import type { DetectorReport } from '../../model/detector.ts';

/** A pod, a workload or a node that a check names. */
export interface Named {
  name: string;
  namespace?: string;
}

const kinds = [/^(workload|deployment|statefulset|daemonset)( name)?$/i, /^pod( name)?$/i, /^node( name)?$/i];
const name = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/** What the tables of these checks name, each once: by columns that say what stands in them, workloads before pods before nodes. */
export function namedInTables(reports: readonly DetectorReport[]): Named[] {
  const found = new Map<string, Named>();
  for (const { columns, rows } of reports.flatMap(tablesOf)) {
    const at = kinds.map((kind) => columns.findIndex((it) => kind.test(it))).find((it) => it >= 0);
    const space = columns.findIndex((it) => /^namespace$/i.test(it));
    if (at === undefined) continue;
    for (const row of rows) {
      const [one = '', namespace = ''] = [row[at], row[space]];
      if (name.test(one)) found.set(`${namespace}/${one}`, { name: one, ...(name.test(namespace) && { namespace }) });
    }
  }
  return [...found.values()];
}

function tablesOf({ insights, tables }: DetectorReport) {
  const inside = insights.flatMap(({ details }) => details.flatMap(({ parts }) => parts));
  return [...inside.flatMap((part) => (part.kind === 'table' ? [part] : [])), ...tables];
}
