import { beforeEach, describe, expect, it } from 'vitest';
import { clustersOf } from '../../src/azure/estate.ts';
import type { Gap } from '../../src/model/gap.ts';
import type { Stand } from '../../src/model/standing.ts';
import type { ClusterRef, Subject } from '../../src/model/subject.ts';
import { clusters, containers, controllers, nodes, pods } from '../../src/monitoring/views/index.ts';
import { useLabAzure } from '../contract/lab-azure.ts';

const lab = useLabAzure();
beforeEach(() => {
  for (const workspace of lab().world.workspaces) delete workspace.refuses;
});

interface Seen {
  rows: (Stand & { name?: string })[];
  isRead: boolean;
  gaps: Gap[];
  evidence: { source: { service: string; detail: string } }[];
}

const views = {
  nodes: (it) => nodes(lab().connect(), it.cluster, new Date()),
  controllers: (it) => controllers(lab().connect(), it, new Date()),
  containers: (it) => containers(lab().connect(), it, new Date()),
  pods: (it) => pods(lab().connect(), it, new Date()),
} satisfies Record<string, (subject: Subject) => Promise<Seen>>;
const names = Object.keys(views) as (keyof typeof views)[];

async function subject(cluster: string, more: Partial<Subject> = {}): Promise<Subject> {
  const found = (await clustersOf(lab().connect())).find(({ name }) => name === cluster);
  if (!found) throw new Error(`no cluster ${cluster}`);
  return { cluster: found, kind: 'Cluster', namespace: '', name: cluster, ...more };
}
const gapsOf = ({ gaps }: Seen) => gaps.map(({ what, why, next }) => `${what}: ${why} ${next}`).join('\n');
const sources = ({ evidence }: Seen) => [...new Set(evidence.map(({ source }) => source.service))];

/** Every view of a cluster, side by side. */
async function allOf(cluster: string): Promise<[name: string, seen: Seen][]> {
  const whole = await subject(cluster);
  return Promise.all(names.map(async (name): Promise<[string, Seen]> => [name, await views[name](whole)]));
}
const isWorstFirst = ([, { rows }]: [string, Seen]) =>
  /OOMKilled|payments-api/.test(rows[0]?.reasons.join() ?? '') && rows[0]?.level !== 'good' && rows.length > 5;

describe('each view', () => {
  it('of a cluster that answers has no gap, and the worst first', async () => {
    const seen = await allOf('prod-weu');

    expect(seen.filter(([, it]) => it.gaps.length > 0)).toEqual([]);
    expect(seen.filter((it) => !isWorstFirst(it))).toEqual([]);
    for (const [, it] of seen) {
      expect(sources(it)).toEqual(['Kubernetes API', 'Log Analytics']);
      expect(it.rows.at(-1)).toMatchObject({ level: 'good', reasons: [] });
    }
  });

  it('of a cluster without Perf names the preset, and has all but use', async () => {
    for (const [name, seen] of await allOf('dev-weu')) {
      expect(gapsOf(seen)).toMatch(/^CPU and memory in use.*Perf has no rows of dev-weu.*preset "Standard"/);
      // Of containers managed Prometheus knows the same.
      expect(sources(seen)).toEqual(['Kubernetes API', ...(name === 'nodes' ? [] : ['Prometheus'])]);
      expect(seen.rows.length).toBeGreaterThan(1);
    }
  });

  it('names a workspace that cannot be read, and reads all else from the cluster', async () => {
    lab().world.cluster('prod-weu').workspace.refuses = 403;

    const seen = await allOf('prod-weu');

    for (const [, it] of seen) expect(gapsOf(it)).toMatch(/^CPU and memory in use.*Log Analytics Reader on workspace/);
    expect(seen.filter((it) => !isWorstFirst(it))).toEqual([]);
  });

  it('of a private cluster comes from the inventory and says so; without the workspace nothing is known', async () => {
    lab().running.faults.set('kubernetes', { reset: true, match: /^prod-weu/ });

    const seen = await allOf('prod-weu');
    lab().world.cluster('prod-weu').workspace.refuses = 404;
    const blind = await allOf('prod-weu');

    expect(seen.filter((it) => !isWorstFirst(it))).toEqual([]);
    expect(seen[0]?.[1].rows.at(-1)).toMatchObject({ level: 'good', states: ['Ready'], pool: 'system' });
    for (const [, it] of seen) {
      expect(gapsOf(it)).toMatch(/Kube(Pod|Node)Inventory \(Log Analytics\) instead.*private cluster/);
      expect(sources(it)).toEqual(['Log Analytics']);
    }
    for (const [, it] of blind)
      expect([it.isRead, it.rows, gapsOf(it)]).toEqual([false, [], expect.stringMatching(/could not be reached/)]);
  });
});

describe('a part of a cluster', () => {
  it('is a namespace, a node, a workload or a pod', async () => {
    const namespace = await subject('prod-weu', { kind: 'Namespace', namespace: 'payments', name: 'payments' });
    const payments = await views.pods(namespace);
    const [pod] = payments.rows;
    const node = await views.controllers({ ...namespace, kind: 'Node', namespace: '', name: pod?.node ?? '' });
    const one = await views.containers({ ...namespace, kind: 'Pod', name: pod?.name ?? '' });
    const workload = await views.containers({ ...namespace, kind: 'Deployment', name: 'payments-api' });

    expect(new Set(payments.rows.map((it) => it.namespace))).toEqual(new Set(['payments']));
    expect(node.rows[0]).toMatchObject({ owner: { kind: 'Deployment', name: 'payments-api' }, level: 'attention' });
    expect(node.rows.flatMap((it) => it.pods).every((it) => it.node === pod?.node)).toBe(true);
    expect(one.rows[0]).toMatchObject({ name: 'api', last: { reason: 'OOMKilled', exitCode: 137 } });
    expect(one.rows[0]?.use).toMatchObject({ memoryLimitMiB: 256, memoryMiB: expect.any(Number) });
    expect(workload.rows.filter((it) => it.level === 'attention')).toHaveLength(3);
  });

  it('tells of workloads how many pods they want', async () => {
    const { rows } = await views.controllers(await subject('prod-weu'));

    expect(rows.find(({ owner }) => owner.name === 'payments-api')).toMatchObject({ desired: 3, ooms: 3 });
    expect(rows.find(({ owner }) => owner.kind === 'DaemonSet')?.desired).toBeGreaterThan(1);
  });
});

describe('all clusters', () => {
  const all = async (part: readonly ClusterRef[] = []) => {
    const azure = lab().connect();
    const whole = (await clustersOf(azure)).filter(({ id }) => !part.some((it) => it.id === id));
    lab().running.requests.clear();
    const seen = async (places: { cluster: ClusterRef; namespace: string }[]) =>
      places.filter(({ namespace }) => namespace === 'payments');
    const view = await clusters(azure, { whole, part, seen, narrow: (it) => it, now: new Date() });
    return { ...view, calls: lab().running.requests.all().length };
  };

  it('stand worst first, each with what speaks for it', async () => {
    const { standings, gaps } = await all();

    expect(standings.map(({ cluster, verdict }) => [cluster.name, verdict.level])).toEqual([
      ['prod-weu', 'attention'],
      ['dev-weu', 'unknown'],
      ['prod-neu', 'good'],
      ['staging-weu', 'good'],
    ]);
    expect(standings[0]).toMatchObject({ subscription: 'Contoso Production', nodes: { value: { ready: 6 } } });
    expect(standings[0]?.alerts?.value.map(({ service }) => service)).toContain('Defender for Cloud');
    expect(gaps.map(({ what }) => what)).toEqual(['nodes of dev-weu']);
  });

  it('are told apart from a workspace that refuses: it is named with its clusters and hides no other', async () => {
    lab().world.cluster('dev-weu').workspace.refuses = 403;

    const { standings, gaps } = await all();

    expect(standings.slice(0, 1).map(({ cluster }) => cluster.name)).toEqual(['prod-weu']);
    expect(standings.filter(({ verdict }) => verdict.level === 'unknown').map(({ cluster }) => cluster.name)).toEqual([
      'dev-weu',
      'staging-weu',
    ]);
    expect(gaps).toEqual([
      expect.objectContaining({
        what: 'pods and nodes of dev-weu and staging-weu',
        next: expect.stringContaining('Log Analytics Reader on workspace law-contoso-nonprod'),
      }),
    ]);
  });

  it('are asked about in as many calls whether there are 4 or 100, in one more for each hundred workspaces, in a few more for those that refuse', async () => {
    const { world } = lab();
    const four = await all();
    const model = world.cluster('staging-weu');
    const copies = Array.from({ length: 96 }, (_, n) => {
      const workspace = { ...model.workspace, id: `${model.workspace.id}-${n}`, customerId: crypto.randomUUID() };
      return {
        ...model,
        id: `${model.id}-${n}`,
        name: `many-${n}`,
        workspace,
        nodes: [],
        pods: n % 32 === 0 ? model.pods.slice(0, 1) : [],
      };
    });
    world.clusters.push(...copies);
    world.workspaces.push(...copies.map(({ workspace }) => workspace));

    const hundred = await all();
    for (const { workspace } of copies.slice(40, 42)) workspace.refuses = 403;
    const refused = await all();
    const more = copies.slice(0, 3).map((it, n) => {
      const workspace = { ...it.workspace, id: `${it.workspace.id}-b`, customerId: crypto.randomUUID() };
      return { ...it, id: `${it.id}-b`, name: `more-${n}`, workspace };
    });
    for (const { workspace } of copies) delete workspace.refuses;
    world.clusters.push(...more);
    world.workspaces.push(...more.map(({ workspace }) => workspace));
    const beyond = await all();
    world.clusters.splice(-99);
    world.workspaces.splice(-99);

    expect([four.standings.length, hundred.standings.length, beyond.standings.length]).toEqual([4, 100, 103]);
    expect([four.calls, hundred.calls, beyond.calls]).toEqual([4, 4, 5]);
    expect(refused.gaps.map(({ what }) => what).filter((it) => it.startsWith('pods and nodes'))).toEqual([
      'pods and nodes of many-40',
      'pods and nodes of many-41',
    ]);
    expect(refused.standings.filter((it) => it.pods)).toHaveLength(98);
    expect(refused.calls).toBeLessThan(30);
  });

  it('of which some namespaces may be seen tell of those alone', async () => {
    const weu = (await subject('prod-weu')).cluster;
    const dev = (await subject('dev-weu')).cluster;

    const { standings } = await all([weu, dev]);

    const [worst] = standings;
    expect(worst).toMatchObject({ cluster: { name: 'prod-weu' }, namespaces: ['payments'] });
    expect(worst?.pods?.value.system.running).toBe(0);
    expect(worst).not.toHaveProperty('nodes');
    expect(worst).not.toHaveProperty('alerts');
    // Nothing of dev-weu is in that namespace.
    expect(standings.map(({ cluster }) => cluster.name)).not.toContain('dev-weu');
  });
});
