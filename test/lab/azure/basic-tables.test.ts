import { describe, expect, it } from 'vitest';
import { refuseBasicTables } from '../../../src/lab/azure/basic-tables.ts';
import { executeKql, type TableSource } from '../../../src/lab/kql/execute.ts';

const table = (name: string): TableSource => ({
  name,
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'PodName', type: 'string' },
  ],
  rows: () => [],
});
const database = { tables: new Map(['ContainerLogV2', 'KubeEvents'].map((it) => [it, table(it)])) };
const span = { from: new Date(0), to: new Date() };
const ask = (text: string, way: 'query' | 'search', basic = ['ContainerLogV2']) =>
  refuseBasicTables(text, database, basic, { way, span });

describe('a table of the Basic plan', () => {
  it('is not for queries, only for searches', () => {
    const text = "ContainerLogV2 | where PodName == 'a' | take 5";

    expect(() => ask(text, 'query')).toThrow(/Basic plan/);
    expect(() => ask(text, 'search')).not.toThrow();
  });

  it('leaves queries of other tables alone, and is no matter where no table is Basic', () => {
    expect(() => ask('KubeEvents | join kind=inner KubeEvents on PodName', 'query')).not.toThrow();
    expect(() => ask('ContainerLogV2 | join kind=inner KubeEvents on PodName', 'query', [])).not.toThrow();
  });

  it.each([
    ['join', 'ContainerLogV2 | join kind=inner KubeEvents on PodName'],
    ['search', "ContainerLogV2 | search 'a'"],
    ['find', "find in (ContainerLogV2, KubeEvents) where PodName == 'a'"],
    ['a function of its own', 'let f = (n: string) { strcat(n, n) }; ContainerLogV2 | extend x = f(PodName)'],
  ])('is not searched with %s', (word, text) => {
    expect(() => ask(text, 'search')).toThrow(word);
  });

  it('is searched together with a few other tables by lookup', () => {
    expect(() => ask('ContainerLogV2 | lookup KubeEvents on PodName', 'search')).not.toThrow();
  });

  it('leaves faults of the language to the execution', () => {
    const text = 'ContainerLogV2 | where NoColumn == 1';

    expect(() => ask(text, 'query')).not.toThrow();
    expect(() => executeKql({ text, database, now: new Date(), dialect: 'log-analytics' })).toThrow(/NoColumn/);
  });
});
