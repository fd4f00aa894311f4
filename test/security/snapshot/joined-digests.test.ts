import { expect, it } from 'vitest';
import { runsByDigest } from '../../../src/model/image-run.ts';
import { runningAs } from '../../../src/security/running-as.ts';
import { readImages } from '../../../src/security/snapshot/read-images.ts';
import { useImageRange } from './image-range.ts';

const range = useImageRange();
const [amd64 = '', arm64 = ''] = ['a', 'b'].map((it) => `sha256:${it.repeat(64)}`);

it('what runs an index is joined to the findings of its image for the nodes that there are, and the registry is asked once', async () => {
  const { work, store, world, azure, cards, later } = range();
  const image = world.image('contoso.azurecr.io/payments-api:1.8');
  const { scan } = image;
  const asked = () => azure.requests.all().filter(({ path }) => path.endsWith(`/manifests/${image.digest}`)).length;
  image.platforms = [
    { digest: amd64, os: 'linux', architecture: 'amd64' },
    { digest: arm64, os: 'linux', architecture: 'arm64' },
  ];
  await readImages(work);
  const baseline = await cards();
  image.scan = {
    ...scan,
    flaws: [{ ...(scan.flaws[0] as (typeof scan.flaws)[0]), cve: 'CVE-2026-4242' }, ...scan.flaws],
  };
  later(30);
  await readImages(work);
  image.scan = scan;
  delete image.platforms;

  const stored = [...(await store.images.runs()).values()];
  const byDigest = runsByDigest(stored.flatMap(({ runs }) => runs));
  const told = await cards();
  const containers = [{ image: { repository: 'payments-api', digest: image.digest } }, { image: { repository: 'x' } }];
  const running = { evidence: { value: containers as never, source: {} as never, at: work.clock.now() }, gaps: [] };
  expect(byDigest.get(amd64)).toEqual(byDigest.get(image.digest));
  expect(byDigest.get(amd64)).toMatchObject([{ cluster: 'prod-weu', workload: 'payments-api' }]);
  expect(byDigest.has(arm64)).toBe(false);
  expect(asked()).toBe(1);
  expect(baseline).toEqual(new Map());
  expect([...told.keys()]).toEqual([`image/${amd64}`]);
  expect(told.get(`image/${amd64}`)).toMatch(/CVE-2026-4242 in payments-api:1\.8/);
  expect(runningAs(running, amd64, stored).evidence?.value.map((it) => it.image.digest)).toEqual([amd64, undefined]);
});

it('rows of containers are joined by digest with those of the registry, and name what they are of by what runs', async () => {
  const { work, store, world } = range();
  const [both, alone] = [
    world.image('contoso.azurecr.io/payments-api:1.8'),
    world.image('contoso.azurecr.io/cart:1.12'),
  ];
  const scans = [both.scan, alone.scan];
  await readImages(work);
  const counts = async (it: typeof both) => (await store.images.scans([it.digest]))[0];
  const before = [await counts(both), await counts(alone)];
  both.scan = { ...both.scan, ofContainers: 'too' };
  alone.scan = { ...alone.scan, ofContainers: 'alone' };
  await readImages(work);
  const after = [await counts(both), await counts(alone)];
  [both.scan, alone.scan] = scans as [typeof both.scan, typeof alone.scan];

  expect(after.map((it) => it?.vulnerabilities)).toEqual(before.map((it) => it?.vulnerabilities));
  expect(after[1]?.names).toEqual([{ registry: 'contoso.azurecr.io', repository: 'cart' }]);
  expect(await store.images.reading()).toMatchObject({ homeless: 0, missing: {} });
});
