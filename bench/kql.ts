import { executeKql } from '../src/lab/kql/execute.ts';
import type { BenchResult } from './run.ts';

const rowCount = 1_000_000;
const columns = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'Computer', type: 'string' },
  { name: 'Namespace', type: 'string' },
  { name: 'Pod', type: 'string' },
  { name: 'Container', type: 'string' },
  { name: 'CounterName', type: 'string' },
  { name: 'CounterValue', type: 'real' },
  { name: 'Restarts', type: 'long' },
] as const;

const queries = {
  filter: "Perf | where Namespace == 'ns-3' and CounterValue > 0.5 | count",
  summarizeByBin:
    'Perf | summarize count(), avg(CounterValue), max(CounterValue), min(CounterValue) by bin(TimeGenerated, 1h), Namespace',
  argMaxByPod: 'Perf | summarize arg_max(TimeGenerated, *) by Pod',
  hasCount: "Perf | where Container has 'api' | count",
  sort: 'Perf | sort by CounterValue desc | take 10',
};

/** Queries over a million rows of eight columns; milliseconds each, median of three, and seconds against the second they may take. */
export async function bench(): Promise<BenchResult> {
  const begin = Date.UTC(2026, 0, 1);
  const rows = Array.from({ length: rowCount }, (_, index) => [
    new Date(begin + index * 86),
    `node-${index % 40}`,
    `ns-${index % 12}`,
    `pod-${index % 2_000}`,
    index % 3 === 0 ? 'payments-api' : 'web',
    'memoryWorkingSetBytes',
    (index % 1_009) / 1_009,
    index % 7,
  ]);
  const database = { tables: new Map([['Perf', { name: 'Perf', columns: [...columns], rows: () => rows }]]) };
  const figures: Record<string, number> = { rows: rowCount };
  const ratios: Record<string, number> = {};
  for (const [name, text] of Object.entries(queries)) {
    const times = Array.from({ length: 3 }, () => {
      const started = performance.now();
      executeKql({ text, database, now: new Date(begin + 86_400_000), dialect: 'log-analytics' });
      return performance.now() - started;
    });
    figures[name] = Math.round(times.sort((a, b) => a - b)[1] ?? 0);
    ratios[name] = figures[name] / 1_000;
  }
  return { bench: 'kql', figures, ratios };
}
