import { describe, expect, it } from 'vitest';
import { UpstreamError } from '../../src/errors.ts';
import type { EstateInventory, InventoryRow } from '../../src/evidence/estate/estate-inventory.ts';
import type { ClusterStanding } from '../../src/model/cluster-standing.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import type { ClusterRef } from '../../src/model/subject.ts';
import { estateGaps } from '../../src/monitoring/estate/estate-gaps.ts';
import { placeFacts } from '../../src/monitoring/estate/place-facts.ts';
import { byTrouble, verdictOn } from '../../src/monitoring/estate/standing-of.ts';

const at = new Date('2026-11-25T03:00:00Z');
const row = (more: Partial<InventoryRow>): InventoryRow => ({
  ...{ kind: 'pods', cluster: '/c', namespace: '', state: 'running', names: [], count: 1, at },
  ...more,
});
const cluster = (name: string, workspace?: string): ClusterRef => ({
  ...{ id: `/${name}`, name, subscriptionId: 's', resourceGroup: 'g', location: 'westeurope' },
  ...(workspace !== undefined && { workspace: { resourceId: `/workspaces/${workspace}`, customerId: workspace } }),
});
const told = <T>(value: T): Evidence<T> => ({ value, source: { service: 'Log Analytics', detail: '' }, at });

describe('the rows of a cluster', () => {
  it('add up to pods of users and of the system, and to nodes by what holds of them', () => {
    const facts = placeFacts([
      row({ count: 7 }),
      row({ namespace: 'shop', state: 'failing', count: 2 }),
      row({ namespace: 'kube-system', count: 5 }),
      row({ namespace: 'flux-system', state: 'NodeLost' }),
      row({ kind: 'nodes', state: 'Ready', count: 30, names: ['a'] }),
      row({ kind: 'nodes', state: 'Ready,MemoryPressure', names: ['b'] }),
      row({ kind: 'nodes', state: 'NotReady,SchedulingDisabled', names: ['c'] }),
    ]);

    expect(facts.pods?.user).toMatchObject({ running: 7, failing: 2 });
    expect(facts.pods?.system).toMatchObject({ running: 5, unknown: 1 });
    expect(facts.nodes).toEqual({
      ...{ ready: 31, notReady: ['c'], cordoned: ['c'] },
      pressure: [{ node: 'b', condition: 'MemoryPressure' }],
    });
  });

  it('tell nothing of what no row is about', () => {
    expect(placeFacts([])).toEqual({ restarts: [] });
  });
});

describe('a part of a cluster', () => {
  const states = (failing: number) => {
    const { pods } = placeFacts([row({ count: 3 }), row({ state: 'failing', count: failing })]);
    return { cluster: cluster('prod'), subscription: 's', namespaces: ['shop'], ...(pods && { pods: told(pods) }) };
  };

  it.each([
    [0, { level: 'good', sentence: '3 pods running.' }],
    [2, { level: 'attention', sentence: '2 pods failing.' }],
  ])('with %i failing pods is judged by them, and not for nodes that nobody asked about', (failing, verdict) => {
    expect(verdictOn(states(failing))).toEqual(verdict);
  });
});

it('sorts by level, then by what is down, then production first', () => {
  const it = (name: string, level: ClusterStanding['verdict']['level'], environment: string, failing = 0) => {
    const { pods } = placeFacts([row({ state: 'failing', count: failing })]);
    const own = { cluster: { ...cluster(name), environment }, subscription: 's', verdict: { level, sentence: '' } };
    return { ...own, ...(pods && { pods: told(pods) }) };
  };
  const sorted = [
    it('e', 'good', 'dev'),
    it('d', 'good', 'production'),
    it('c', 'unknown', 'dev'),
    it('b', 'attention', 'production', 1),
    it('a', 'attention', 'dev', 5),
  ].sort(byTrouble);

  expect(sorted.map(({ cluster: { name } }) => name)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

describe('what is missing of many clusters', () => {
  const all = [cluster('a', 'w1'), cluster('b', 'w1'), cluster('c', 'w2'), cluster('d'), cluster('e', 'w3')];
  const inventory: EstateInventory = {
    ...{ rows: [], partial: ['too much'], unread: 2, source: { service: 'Log Analytics', detail: '' } },
    failures: new Map([
      ['w1', new UpstreamError('Log Analytics', 'forbidden', 'does not allow this', { status: 403 })],
    ]),
  };

  it('is told once a reason, with the clusters that it is about', () => {
    const pods = placeFacts([row({})]);
    const gaps = estateGaps(all, inventory, ({ name }) => (name === 'e' ? pods : { restarts: [] }));

    expect(gaps.map(({ what, next }) => [what, next.split(/[ :]/)[0]])).toEqual([
      ['pods and nodes of a and b', 'Grant'],
      ['pods and nodes of d', 'Enable'],
      ['pods of c', 'Check'],
      ['nodes of e', 'Choose'],
      ['2 lines about pods and nodes', 'Report'],
      ['part of the pods and nodes', 'Ask'],
    ]);
    expect(gaps[0]?.next).toContain('workspace w1');
  });

  it('says how many where they are many', () => {
    const many = Array.from({ length: 9 }, (_, n) => cluster(`c${n}`));

    expect(estateGaps(many, { ...inventory, partial: [], unread: 0 }, () => ({ restarts: [] }))[0]?.what).toBe(
      'pods and nodes of c0 and 8 more',
    );
  });
});
