import { describe, expect, it } from 'vitest';
import { ownerTags } from '../../../src/evidence/images/owner-tags.ts';
import type { Flaw } from '../../../src/lab/world/image.ts';
import { findingsFor } from '../../../src/security/findings-for.ts';
import { readImages } from '../../../src/security/snapshot/read-images.ts';
import { useImageRange } from './image-range.ts';

const settings = {
  owners: [{ name: 'team-payments', person: { id: '6f1c2a0e-1111-4111-8111-111111111111', name: 'Ann' } }],
};
const range = useImageRange(settings);
const flaw: Flaw = {
  cve: 'CVE-2026-4242',
  package: 'libfancy',
  installed: '1.0',
  fixedIn: '1.1',
  severity: 'Critical',
  cvss: 9.8,
  inExploitKit: true,
  stepsPublished: true,
  stepsVerified: true,
  published: new Date('2026-11-24T00:00:00Z'),
};

describe('reading all images', () => {
  it('keeps what Defender found in each and where it runs, and tells nobody of what was there at first', async () => {
    const { work, store, cards } = range();

    await readImages(work);

    const heads = await store.images.heads();
    const api = heads.find(({ names, tags }) => names[0]?.repository === 'payments-api' && tags.includes('1.8'));
    const runs = [...(await store.images.runs()).values()].flatMap((it) => it.runs);
    expect(heads.length).toBeGreaterThan(10);
    expect(api).toMatchObject({
      names: [{ registry: 'contoso.azurecr.io' }],
      worst: { knownExploited: true },
      fresh: [],
    });
    expect(runs.filter(({ digest }) => digest === api?.digest)).toMatchObject([
      { cluster: 'prod-weu', namespace: 'payments', workload: 'payments-api', pods: 3, owner: 'team-payments' },
    ]);
    expect(runs.find(({ registry }) => registry === 'mcr.microsoft.com')).toMatchObject({
      ...{ owner: 'team-platform', ownerFrom: 'cluster' },
    });
    expect(await store.images.reading()).toMatchObject({ images: heads.length, homeless: 0, missing: {} });
    expect(await cards()).toEqual(new Map());
  });

  it('tells once of what is new in an image that runs, with its owner, and says when it is fixed', async () => {
    const { work, store, cards, world, later } = range();
    const image = world.image('contoso.azurecr.io/payments-api:1.8');
    const before = image.scan;
    const subject = `image/${image.digest}`;
    await readImages(work);
    image.scan = { ...before, flaws: [...before.flaws, flaw] };
    later(30);
    await readImages(work);
    const told = await cards();
    later(30);
    await readImages(work);
    const again = await cards();
    image.scan = before;
    later(30);
    await readImages(work);
    const over = await cards();

    expect([...told.keys()]).toEqual([subject]);
    expect(told.get(subject)).toMatch(/CVE-2026-4242 in payments-api:1\.8, exploited and running/);
    expect(told.get(subject)).toContain('Owner: <at>Ann</at>');
    expect(told.get(subject)).toMatch(/libfancy 1\.0 {2}→ 1\.1/);
    expect(again).toEqual(new Map());
    expect(over.get(subject)).toMatch(/^Fixed: payments-api:1\.8/);
    expect(await store.images.openNews()).toEqual([]);
  });

  it('waits with what is new in an image that does not run, and says nothing of what its predecessor had', async () => {
    const { work, cards, world, later } = range();
    const next = world.image('contoso.azurecr.io/payments-api:1.8.1');
    const current = world.image('contoso.azurecr.io/payments-api:1.8');
    const before = next.scan;
    await readImages(work);
    next.scan = { ...current.scan, flaws: [...current.scan.flaws, flaw] };
    later(30);
    await readImages(work);

    expect(await cards()).toEqual(new Map());
    next.scan = before;
  });

  it('neither calls anything fixed nor forgets it when Azure does not answer', async () => {
    const { work, store, world, cards, later, azure } = range();
    const image = world.image('contoso.azurecr.io/payments-api:1.8');
    const before = image.scan;
    await readImages(work);
    image.scan = { ...before, flaws: [...before.flaws, flaw] };
    later(30);
    await readImages(work);
    await cards();
    const known = await store.images.heads();
    azure.faults.set('kubernetes', { status: 403 });
    azure.faults.set('log-analytics', { status: 403 });
    later(30);
    await readImages(work);
    azure.faults.set('resource-graph', { status: 403 });
    later(30);
    await readImages(work);
    image.scan = before;

    expect(await cards()).toEqual(new Map());
    expect(await store.images.heads()).toHaveLength(known.length);
    expect(await store.images.openNews()).toHaveLength(1);
    expect((await store.images.reading())?.failure).toMatchObject({ next: expect.stringMatching(/Reader/) });
    const clusters = [...(await store.images.runs()).values()];
    expect(clusters.some(({ failure }) => failure?.includes('Kubernetes API'))).toBe(true);
    expect(clusters.find(({ cluster }) => cluster === 'prod-weu')?.runs.length).toBeGreaterThan(0);
  });

  it('calls nothing fixed while a row of the image cannot be read', async () => {
    const { work, store, world, cards, later } = range();
    const image = world.image('contoso.azurecr.io/payments-api:1.8');
    const before = image.scan;
    await readImages(work);
    image.scan = { ...before, flaws: [...before.flaws, flaw] };
    later(30);
    await readImages(work);
    await cards();
    image.scan = { ...before, flaws: [...before.flaws, { ...flaw, cve: '' }] };
    later(30);
    await readImages(work);
    image.scan = before;

    expect(await cards()).toEqual(new Map());
    expect(await store.images.openNews()).toHaveLength(1);
  });

  it('says in a comparison that rows could not be read, for what seems fixed may be in them', async () => {
    const { work, store, world } = range();
    const image = world.image('contoso.azurecr.io/payments-api:1.8');
    const before = image.scan;
    image.scan = { ...before, flaws: [...before.flaws, { ...flaw, cve: '' }] };
    const azure = work.connection.until(AbortSignal.timeout(10_000));
    const manifest = await azure.registry.manifest('contoso.azurecr.io', 'payments-api', '1.8');

    const { gaps } = await findingsFor(azure, store, manifest, work.clock.now());
    image.scan = before;

    expect(gaps).toMatchObject([{ what: '1 row of findings of payments-api:1.8' }]);
  });

  it('takes an image of the same name in another registry for no version of this one', async () => {
    const { work, store, cards, world, later } = range();
    const { digest } = world.image('contoso.azurecr.io/payments-api:1.8');
    await readImages(work);
    const known = await store.images.scans((await store.images.heads()).map((it) => it.digest));
    const [others, mine] = [false, true].map((is) =>
      known.filter(({ names }) => (names[0]?.repository === 'payments-api') === is),
    );
    const theirs = mine?.map((it, n) => ({
      ...it,
      digest: `sha256:${String(n).repeat(64)}`,
      names: [{ registry: 'fabrikam.azurecr.io', repository: 'payments-api' }],
    }));
    await store.together(work.clock.now(), async ({ images }) => {
      await images.forgetScans(new Date('2027-01-01T00:00:00Z'));
      await images.putScans([...(others ?? []), ...(theirs ?? [])], work.clock.now());
    });
    later(30);
    await readImages(work);

    expect([...(await cards()).keys()]).toEqual([`image/${digest}`]);
  });

  it('takes what a registry has as its baseline when its rows can be read again, and tells what is new from then on', async () => {
    const { work, store, cards, world, later } = range();
    const image = world.image('contoso.azurecr.io/payments-api:1.8');
    const theirs = world.registries.find(({ loginServer }) => loginServer === image.registry)?.images ?? [];
    const scans = theirs.map(({ scan }) => scan);
    const before = image.scan;
    await readImages(work);
    for (const it of theirs) it.scan = { form: 'none', flaws: [] };
    later(30);
    await readImages(work);
    const without = await store.images.scans([image.digest]);
    for (const [n, it] of theirs.entries()) it.scan = scans[n] ?? it.scan;
    image.scan = { ...before, flaws: [...before.flaws, flaw] };
    later(30);
    await readImages(work);
    const back = await cards();
    image.scan = { ...before, flaws: [...before.flaws, flaw, { ...flaw, cve: 'CVE-2026-4243' }] };
    later(30);
    await readImages(work);
    const then = await cards();
    image.scan = before;

    expect(without).toEqual([]);
    expect(back).toEqual(new Map());
    expect(then.get(`image/${image.digest}`)).toMatch(/^CVE-2026-4243 in payments-api:1\.8/);
  });

  it('reads who owns registries and clusters by their tags, whatever their case', async () => {
    const azure = range().work.connection.until(AbortSignal.timeout(10_000));

    const { registries, clusters } = await ownerTags(azure, ['team', 'OWNER']);

    expect(registries.get('contoso.azurecr.io')).toBe('team-platform');
    expect([...clusters.keys()].some((id) => id.endsWith('/managedclusters/prod-weu'))).toBe(true);
    expect(await ownerTags(azure, ['cost-center'])).toEqual({ registries: new Map(), clusters: new Map() });
  });

  it('ends with the settings: a job that was wanted before reads nothing, and none after it is wanted', async () => {
    const { work, store } = range();

    await readImages({ ...work, config: { ...work.config, enabled: false } });

    expect(await store.images.reading()).toBeUndefined();
    expect(await store.jobs.nextAt(['slow'])).toBeUndefined();
  });

  it('reads what runs from Container Insights where the API server does not answer, with the same digests', async () => {
    const { work, store, azure } = range();
    const runsOf = async () => {
      const { runs, source } = [...(await store.images.runs()).values()].find((it) => it.cluster === 'prod-weu') ?? {};
      const api = runs?.find(({ workload }) => workload === 'payments-api');
      return { source, api: api && { ...api, since: undefined, isPinned: undefined } };
    };
    await readImages(work);
    const live = await runsOf();
    azure.faults.set('kubernetes', { status: 403 });
    await readImages(work);
    const written = await runsOf();

    expect(live.source).toBe('Kubernetes API');
    expect(written.source).toBe('KubePodInventory and ContainerInventory');
    expect(written.api).toEqual(live.api);
  });
});
