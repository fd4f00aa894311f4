import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { allQueries, queryMeant } from '../../src/commands/query-work/query-meant.ts';
import { executeKql } from '../../src/lab/kql/execute.ts';
import { workspaceDatabase } from '../../src/lab/world/tables/workspace-database.ts';
import { createWorld } from '../../src/lab/world/world.ts';
import * as shelf from '../../src/monitoring/queries/index.ts';
import { queriesConfig } from '../../src/monitoring/saved-queries/queries-config.ts';

const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');
const example = parse(/```yaml\n(queries:[\s\S]*?)```/.exec(readme)?.[1] ?? '') as { queries: object[] };
const kql = 'KubeEvents | where _ResourceId =~ cluster_id';
const now = new Date('2026-11-25T12:00:00Z');
const window = { from: new Date('2026-11-25T11:00:00Z'), to: now };
const step = { milliseconds: 60_000 };

describe('queries of the settings', () => {
  it('are as the README says, and run as they stand for a cluster and for a namespace', () => {
    const [query] = queriesConfig.parse(example.queries);
    const world = createWorld({ now });
    const cluster = world.cluster('prod-weu');
    const database = workspaceDatabase(world, cluster.workspace, now);

    for (const namespace of [undefined, 'payments', "a' or true //"]) {
      const text = query?.kql({ cluster, namespace, window, step }).text ?? '';
      const { columns } = executeKql({ text, database, now, dialect: 'log-analytics' });
      expect(columns.map(({ name }) => name)).toEqual(['At', 'Pod', 'Took']);
    }
    expect(query).toMatchObject({ of: 'namespace', hours: 2 });
  });

  it('bind what is asked as typed literals, a text that looks like KQL too', () => {
    const [query] = queriesConfig.parse([{ name: 'mine', summary: 'Mine.', kql, parameters: { word: "it's" } }]);

    const { text } = query?.kql({ cluster: { id: "/c' | union Secrets //", name: 'c' }, window, step }) ?? { text: '' };

    expect(text).toContain("let cluster_id = '/c\\u0027 | union Secrets //';");
    expect(text).toContain("let word = 'it\\u0027s';");
    expect(text.split(';\n').at(-1)).toBe(kql);
  });

  it.each<[string, object, string]>([
    ['without the cluster', { kql: 'KubeEvents | take 5' }, 'does not use cluster_id'],
    [
      'with the cluster in a comment alone',
      { kql: 'KubeEvents // of cluster_id\n| take 5' },
      'does not use cluster_id',
    ],
    ['that asks elsewhere', { kql: `${kql} | union workspace('x').KubeEvents` }, 'asks elsewhere'],
    ['that is no query', { kql: `.show tables\n${kql}` }, 'management command'],
    ['with a plug-in', { kql: `${kql} | evaluate python(typeof(*), 'x')` }, 'plug-in'],
    ['that binds what the bot binds', { kql: `let cluster_id = 'x'; ${kql}` }, 'bound by the bot'],
    ['with a parameter of such a name', { parameters: { namespace: 'x' } }, 'bound by the bot'],
    ['with a name that nobody can say', { name: 'My Query' }, 'small letters'],
    ['with a field that does not exist', { query: 'x' }, 'query'],
  ])('%s are refused at the start', (_, more, words) => {
    const refused = queriesConfig.safeParse([{ name: 'mine', summary: 'Mine.', kql, ...more }]);

    expect(refused.error?.issues.map(({ message }) => message).join()).toContain(words);
  });

  it('are refused where two have one name, and stand before ours of the same name', () => {
    const own = { name: 'restarts', summary: 'Mine.', kql };
    const queries = queriesConfig.parse([own]);

    expect(queriesConfig.safeParse([own, own]).success).toBe(false);
    expect(allQueries({ queries }).length).toBe(Object.keys(shelf).length);
    expect(queryMeant({ query: 'restarts' }, { queries, assumed: new Set() })?.query.summary).toBe('Mine.');
    expect(queryMeant({ workload: 'restarts' }, { queries, assumed: new Set() })?.said.workload).toBeUndefined();
    expect(queryMeant({ workload: 'restarts' }, { queries, assumed: new Set(['workload']) })).toBeUndefined();
  });

  it.each([
    ['namespace', `${kql} | where isempty(namespace) or Namespace == namespace`],
    ['namespace', `${kql} | where Message !has "it\\"s //" and Namespace in (namespace)`],
    ['cluster', `${kql} // not by Namespace == namespace`],
    ['cluster', `${kql} | where Message has 'Namespace == namespace'`],
    ['cluster', `${kql} | extend asked = namespace`],
  ])('are of a %s by what they compare, not by what they mention: %s', (of, own) => {
    expect(queriesConfig.parse([{ name: 'mine', summary: 'Mine.', kql: own }])).toMatchObject([{ of }]);
  });

  it('lose a rendering at their end, which nothing may follow', () => {
    const [query] = queriesConfig.parse([{ name: 'mine', summary: 'Mine.', kql: `${kql}\n| render timechart;` }]);

    expect(query?.kql({ cluster: { id: '/c', name: 'c' }, window, step }).text).toMatch(/=~ cluster_id$/);
  });
});

it('every saved query has a name of its own, and ways to say it that no other has', () => {
  const all = Object.values(shelf).flatMap(({ name, ways }) => [name, ...ways]);

  expect(all.filter((it, n) => all.indexOf(it) !== n)).toEqual([]);
});
