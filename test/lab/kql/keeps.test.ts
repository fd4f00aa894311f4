import { describe, expect, it } from 'vitest';
import { executeKql } from '../../../src/lab/kql/execute.ts';

const at = new Date('2026-11-25T03:00:00Z');

/** A table that asks before it makes a row, and counts what it made. */
function counting() {
  const made: string[] = [];
  const table = {
    name: 'Perf',
    columns: [
      { name: 'TimeGenerated', type: 'datetime' as const },
      { name: 'CounterName', type: 'string' as const },
      { name: 'CounterValue', type: 'real' as const },
    ],
    *rows(_range: unknown, keeps: (column: string, value: string) => boolean = () => true) {
      for (const counter of ['cpu', 'memory', 'disk']) {
        if (!keeps('CounterName', counter)) continue;
        made.push(counter);
        yield [at, counter, 1];
      }
    },
  };
  const run = (text: string) =>
    executeKql({ text, database: { tables: new Map([['Perf', table]]) }, now: at, dialect: 'log-analytics' });
  return { made, run };
}

describe('a table that conditions follow', () => {
  it.each([
    ["Perf | where CounterName == 'cpu'", ['cpu']],
    ["Perf | where CounterValue > 0 and (CounterName in~ ('CPU', 'disk') and CounterName != 'disk')", ['cpu']],
    ["let wanted = ''; Perf | where isempty(wanted) or CounterName == wanted", ['cpu', 'memory', 'disk']],
    [
      "let wanted = 'memory'; Perf | where CounterValue > 0 | where isempty(wanted) or CounterName == wanted",
      ['memory'],
    ],
    ["Perf | where CounterName == 'cpu' or CounterValue == 1", ['cpu', 'memory', 'disk']],
    ["Perf | extend CounterName = 'cpu' | where CounterName == 'cpu'", ['cpu', 'memory', 'disk']],
  ])('%s makes no row that would be dropped', (text, made) => {
    const table = counting();

    table.run(text);

    expect(table.made).toEqual(made);
  });

  it('gives the same rows as without', () => {
    expect(
      counting()
        .run("Perf | where CounterName has 'm' or CounterName startswith 'd' | summarize count()")
        .rows.map(String),
    ).toEqual(['1']);
  });
});
