import { describe, expect, it } from 'vitest';
import { executeKql, KqlError, toLogAnalyticsTable } from '../../../src/lab/kql/execute.ts';
import { database, run } from './tables.ts';

const at = (time: string) => new Date(`2026-03-01T${time}Z`);
const pods = database({
  KubePodInventory: [
    'TimeGenerated:datetime Name:string Namespace:string Restarts:int Labels:dynamic',
    [at('11:00:00'), 'payments-api-1', 'shop', 3, { app: 'payments-api' }],
    [at('11:30:00'), 'payments-api-1', 'shop', 7, { app: 'payments-api' }],
    [at('11:40:00'), 'web-1', 'shop', 0, null],
    [at('09:00:00'), 'old-1', 'shop', 0, {}],
  ],
});

describe('a KQL query', () => {
  it('filters, groups and keeps the latest row of each', () => {
    const rows = run(
      'KubePodInventory | where TimeGenerated > ago(2h) | summarize arg_max(TimeGenerated, Restarts), seen = count() by Name | sort by Name asc',
      pods,
    );

    expect(rows).toEqual([
      { Name: 'payments-api-1', TimeGenerated: '2026-03-01T11:30:00Z', Restarts: 7, seen: 2 },
      { Name: 'web-1', TimeGenerated: '2026-03-01T11:40:00Z', Restarts: 0, seen: 1 },
    ]);
  });

  it('looks only at rows within the timespan of the request', () => {
    const timespan = { from: at('11:15:00'), to: at('12:00:00') };

    expect(run('KubePodInventory | count', pods, { timespan })).toEqual([{ Count: 2 }]);
    expect(run('KubePodInventory | count', pods, { timespan, dialect: 'resource-graph' })).toEqual([{ Count: 4 }]);
  });

  it('reads members of dynamic values, and null where there is none', () => {
    const rows = run('KubePodInventory | where isnotempty(Labels.app) | distinct app = tostring(Labels.app)', pods);

    expect(rows).toEqual([{ app: 'payments-api' }]);
  });

  it('has let statements for values, tables and functions', () => {
    const text = `let least = 2; let shop = KubePodInventory | where Namespace == 'shop'; let over = (n: long) { n > least };
      shop | where over(Restarts) | summarize max(Restarts)`;

    expect(run(text, pods)).toEqual([{ max_Restarts: 7 }]);
  });

  it('keeps null apart from every value', () => {
    const row = run(
      'print a = int(null) == 1, b = int(null) != 1, c = isnull(int(null) > 1), d = isnull(int(null) == int(null))',
    );

    expect(row).toEqual([{ a: false, b: true, c: true, d: true }]);
  });

  it('keeps 64-bit integers exact', () => {
    expect(JSON.stringify(run('print a = 9007199254740993 + 0, b = 9223372036854775807 + 1'))).toBe(
      '[{"a":9007199254740993,"b":-9223372036854775808}]',
    );
  });

  it('writes the Log Analytics table with dynamic cells as text', () => {
    const result = executeKql({
      text: 'print d = dynamic({"a":[1,2.0]}), t = datetime(2026-01-01)',
      database: pods,
      now: new Date(),
      dialect: 'log-analytics',
    });

    expect(toLogAnalyticsTable(result)).toEqual({
      name: 'PrimaryResult',
      columns: [
        { name: 'd', type: 'dynamic' },
        { name: 't', type: 'datetime' },
      ],
      rows: [['{"a":[1,2.0]}', '2026-01-01T00:00:00Z']],
    });
  });
});

describe('a query that is refused', () => {
  it.each([
    ['an unknown column', 'KubePodInventory | where Nonsense == 1', 'SemanticError'],
    ['an unknown table', 'Nonsense | take 1', 'SemanticError'],
    ['text that is no query', 'KubePodInventory | where |', 'SyntaxError'],
    ['an operator that we do not run', 'KubePodInventory | reduce by Name', 'SemanticError'],
    ['thousands of brackets', `print ${'('.repeat(5000)}1${')'.repeat(5000)}`, 'SyntaxError'],
  ])("has Azure's codes for %s", (_, text, innerCode) => {
    const refused = () => executeKql({ text, database: pods, now: new Date(), dialect: 'log-analytics' });

    expect(refused).toThrow(expect.objectContaining({ code: 'BadArgumentError', innerCode }));
    expect(refused).toThrow(KqlError);
  });

  it('does not take brackets inside of text for nesting', () => {
    const brackets = '('.repeat(500);

    expect(run(`print length = strlen('${brackets}')`)).toEqual([{ length: 500 }]);
    expect(() => run(`print a = \`\`\` " \`\`\`, b = ${brackets}1, c = " "`)).toThrow(/nested/);
  });

  it.each([
    'let a = 1; KubePodInventory | take 1',
    'KubePodInventory | join kind=leftanti (KubePodInventory) on Name',
    'KubePodInventory | make-series count() on TimeGenerated step 1h',
  ])('is refused in Resource Graph: %s', (text) => {
    expect(() => run(text, pods, { dialect: 'resource-graph' })).toThrow(/Resource Graph/);
  });
});
