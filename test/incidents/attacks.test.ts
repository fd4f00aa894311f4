import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { incidentsConfig } from '../../src/incidents/incidents-config.ts';
import type { Pipeline } from '../../src/incidents/pipeline/pipeline.ts';
import { sortSource } from '../../src/incidents/pipeline/sort-deliveries.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { type Attacked, attackAlert } from './attack-alerts.ts';

const shared = resolve(import.meta.dirname, '../../../shared');
const simulation = resolve(shared, 'eval/defender-simulation/expected-alerts.tsv');
const published = resolve(shared, 'azure/security/k8s-alert-types.tsv');
const minute = 60_000;
const stages = ['Persistence', 'Discovery', 'CredentialAccess', 'LateralMovement', 'Execution', 'Impact'];
const pod = 'shop-api-7c9d5b6f4-x2k8q';
const replica = 'shop-api-7c9d5b6f4-m4d7c';

const config = incidentsConfig.parse({ channel: '19:ops@thread.tacv2' });
let store: Store;
let now = new Date('2026-11-25T03:04:00Z');
beforeAll(async () => {
  store = await openStore({ path: ':memory:' });
});
afterAll(() => store.close());

/** Sorts alerts, each batch as a poll finds it, and answers how many of them each incident holds. */
async function incidentsOf(batches: readonly (readonly Attacked[])[], pauseMs = 5 * minute): Promise<number[]> {
  const mine = new Set<string>();
  for (const batch of batches) {
    const alerts = batch.map((it) => attackAlert(it, now));
    for (const { identity } of alerts) mine.add(identity);
    await store.together(now, (writing) =>
      sortSource('defender', [{ source: 'defender', at: now, alerts }], writing, { config } as Pipeline, now),
    );
    now = new Date(now.getTime() + pauseMs);
  }
  const open = await store.incidents.newestOf({ which: 'open', limit: 1_000 });
  const held = await Promise.all(open.map(({ number }) => store.incidents.alertsOf(number)));
  return held.map((some) => some.filter(({ identity }) => mine.has(identity)).length).filter((count) => count > 0);
}

const loose: Attacked = { type: 'K8S_ServiceAccountRareOperation', intent: 'LateralMovement', serviceAccount: 'shop' };

describe('alerts of one attack are one incident', () => {
  it.each<[string, Attacked[][]]>([
    ['whatever their stages', [stages.map((intent) => ({ intent, pod }))]],
    ['told one after the other', stages.slice(0, 3).map((intent) => [{ intent, pod }])],
    ['on several pods of one workload', [[{ pod }, { pod: replica, intent: 'Impact' }]]],
    ['when one names only the namespace, in the same poll', [[loose, { pod }]]],
    ['when one names only the namespace, later', [[{ pod }], [loose]]],
    ['when one names only the namespace, before', [[loose], [{ pod }], [{ pod, intent: 'Impact' }]]],
  ])('%s', async (name, batches) => {
    const namespace = `one-${name.replace(/\W+/g, '-').slice(0, 40)}`;
    const placed = batches.map((batch) => batch.map((it) => ({ ...it, namespace })));

    expect(await incidentsOf(placed)).toEqual([batches.flat().length]);
  });

  const rows = existsSync(simulation) ? table(simulation) : [];
  it.skipIf(rows.length === 0 || !existsSync(published))('as every simulated scenario is, in any order', async () => {
    const types = new Map(table(published).map(([type = '', title = '']) => [title, type]));
    const scenarios = Map.groupBy(rows, ([scenario = '']) => scenario);
    const split: string[] = [];

    for (const [index, [scenario, alerts]] of [...scenarios].entries()) {
      const namespace = `simulated-${index}`;
      const expected = alerts.map(([, title = ''], n): Attacked => {
        const type = types.get(title) ?? `unknown-${n}`;
        // The control plane knows who called it, and no pod.
        const isCall = type.startsWith('K8S_') || /service account operation/i.test(title);
        const at = { ...{ title, type, namespace }, intent: stages[n % stages.length] ?? '' };
        return isCall ? { ...at, serviceAccount: 'sim' } : { ...at, pod };
      });
      for (const [way, batches] of [
        ['at once', [expected]],
        ['apart', expected.map((it) => [it])],
        ['backwards', expected.toReversed().map((it) => [it])],
        ['calls first', expected.toSorted((a, b) => (a.pod ?? '').length - (b.pod ?? '').length).map((it) => [it])],
      ] as const) {
        const placed = batches.map((batch) => batch.map((it) => ({ ...it, namespace: `${namespace}-${way}` })));
        const found = await incidentsOf(placed, minute);
        if (found.length !== 1 || found[0] !== expected.length) split.push(`${scenario}, ${way}: ${found.join(' + ')}`);
      }
    }

    expect(scenarios.size).toBe(6);
    expect(split).toEqual([]);
  });
});

describe('alerts that have nothing to do with each other are apart', () => {
  const other = 'cart-5d8f7c9b6-q8w2z';
  it.each<[string, Attacked[][], number[]]>([
    ['on two workloads of a namespace', [[{ pod }, { pod: other }]], [1, 1]],
    ['on workloads of one name in two namespaces', [[{ pod }, { pod, namespace: 'elsewhere' }]], [1, 1]],
    ['on workloads of one name in two clusters', [[{ pod }, { pod, cluster: 'prod-neu' }]], [1, 1]],
    ['where two attacks may have caused it', [[{ pod }, { pod: other }], [loose]], [1, 1, 1]],
    ['on a node and in a namespace of its cluster', [[{ node: 'aks-1', namespace: '' }, { pod }]], [1, 1]],
    [
      'of the whole cluster, of two kinds',
      [['Impact', 'Execution'].map((intent) => ({ intent, namespace: '' }))],
      [1, 1],
    ],
    ['on workloads whose names begin alike', [[{ pod }, { pod: 'shop-api-batch-6d4f8c7b9-z9x8c' }]], [1, 1]],
  ])('%s', async (name, batches, counts) => {
    const own = { namespace: `two-${name.replace(/\W+/g, '-').slice(0, 40)}`, cluster: 'prod-weu' };
    const placed = batches.map((batch) => batch.map((it) => ({ ...own, ...it })));

    expect(await incidentsOf(placed)).toEqual(counts);
  });

  it('in one namespace, a day and more apart, when one names no workload', async () => {
    const namespace = 'long-ago';

    expect(await incidentsOf([[{ pod, namespace }], [{ ...loose, namespace }]], 25 * 60 * minute)).toEqual([1, 1]);
  });
});

function table(file: string): string[][] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
}
