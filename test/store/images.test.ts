import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { found, head, run } from '../../src/lab/gallery/image-list-data.ts';
import type { ImageEvent } from '../../src/model/image-event.ts';
import type { ImageSnapshot } from '../../src/model/image-snapshot.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { keptFor } from '../../src/store/sweep.ts';
import { onEveryEngine } from './engines.ts';

const start = new Date('2026-11-25T03:00:00Z').getTime();
const at = (ms: number) => new Date(start + ms);
const image = (digest: string, more: Partial<ImageSnapshot> = {}): ImageSnapshot => ({
  ...head({ digest, pushedAt: at(-1_000) }),
  vulnerabilities: [found()],
  ...more,
});

const pushed = { registry: 'contoso.azurecr.io', repository: 'payments-api', digest: 'sha256:a' };
const event = (more: Partial<ImageEvent> = {}): ImageEvent => ({
  ...{ ...pushed, tag: '1.8', action: 'push', at: at(5), source: 'event-grid', ...more },
});

onEveryEngine((fresh) => {
  let store: Store;
  // One database for all: each test begins without what the others put in.
  beforeAll(async () => {
    store = await openStore(await fresh());
  });
  beforeEach(() =>
    store.together(at(0), async ({ images }) => {
      await images.forgetScans(new Date('2100-01-01T00:00:00Z'));
      await images.forgetOtherClusters([]);
    }),
  );
  afterAll(() => store.close());
  const put = (readAt: Date, ...scans: ImageSnapshot[]) =>
    store.together(readAt, (writing) => writing.images.putScans(scans, readAt));
  const digests = async () => (await store.images.heads()).map(({ digest }) => digest).sort();

  it('gives images back as they were put in, with and without their findings', async () => {
    const [one, other] = [image('a', { fresh: ['CVE-1 p'] }), image('b', { vulnerabilities: [] })];
    await put(at(0), one, other);

    const { vulnerabilities: _, ...withoutFindings } = one;
    expect(await store.images.scans(['a', 'b', 'c'])).toEqual(expect.arrayContaining([one, other]));
    expect(await store.images.heads()).toContainEqual(withoutFindings);
    expect(await store.images.scans([])).toEqual([]);
  });

  it('forgets what a complete reading did not see, and keeps what is known of the others up to date', async () => {
    await put(at(0), image('a'), image('b'));
    await put(at(1), image('a', { tags: ['2'] }));
    await store.together(at(2), (writing) => writing.images.forgetScans(at(1)));

    expect(await store.images.heads()).toMatchObject([{ digest: 'a', tags: ['2'] }]);
  });

  it('finds the images of a repository newest first, and those with one CVE alone', async () => {
    const old = image('a', { pushedAt: at(-9_000), vulnerabilities: [{ ...found(), cve: 'CVE-2021-44228' }] });
    const longer = image('b', { vulnerabilities: [{ ...found(), cve: 'CVE-2021-442280' }] });
    const elsewhere = image('c', { names: [{ repository: 'other' }], vulnerabilities: [] });
    await put(at(0), old, longer, elsewhere);

    const names = (those: ImageSnapshot[]) => those.map(({ digest }) => digest);
    expect(names(await store.images.ofRepository(['payments-api'], 5))).toEqual(['b', 'a']);
    expect(names(await store.images.ofRepository(['payments-api'], 1))).toEqual(['b']);
    expect(names(await store.images.withCve('CVE-2021-44228', 5))).toEqual(['a']);
  });

  it('keeps what runs in a cluster, replaced by each reading, until the cluster is gone', async () => {
    const runs = { cluster: 'prod-weu', readAt: at(0), runs: [run()], source: 'Kubernetes API', isExposureKnown: true };
    const write = (id: string, more: object = {}) =>
      store.together(at(0), (writing) => writing.images.putRuns(id, { ...runs, ...more }));
    await write('/1');
    await write('/2', { cluster: 'prod-neu' });
    await write('/1', { failure: 'down' });
    await store.together(at(1), (writing) => writing.images.forgetOtherClusters(['/1']));

    expect(await store.images.runs()).toEqual(new Map([['/1', { ...runs, failure: 'down' }]]));
    await store.together(at(2), (writing) => writing.images.forgetOtherClusters([]));
    expect(await store.images.runs()).toEqual(new Map());
  });

  it('keeps what was told until it is over, and long enough after it', async () => {
    const news = { digest: 'a', conversation: '19:x', found: [found()], toldAt: at(0) };
    const over = { ...news, overAt: at(5), overWhy: 'fixed' as const };
    await store.together(at(0), (writing) => writing.images.putNews(news));
    expect(await store.images.openNews()).toEqual([news]);

    await store.together(at(5), (writing) => writing.images.putNews(over));
    expect(await store.images.openNews()).toEqual([]);
    await store.sweep(at(keptFor.messages));
    expect(await store.images.newsOf(['a'])).toEqual([over]);
    await store.sweep(at(keptFor.messages + 10));
    expect(await store.images.newsOf(['a'])).toEqual([]);
  });

  it('remembers how a reading went, and that what is new was told', async () => {
    const reading = {
      ...{ startedAt: at(0), finishedAt: at(1), images: 1, findings: 2, rows: 3, homeless: 0, missing: { Digest: 1 } },
      failure: { at: at(2), why: 'w', next: 'n' },
    };
    await put(at(0), image('a', { fresh: ['x'] }));
    await store.together(at(1), async (writing) => {
      await writing.images.setReading(reading, at(1));
      await writing.images.setTold(image('a', { fresh: ['x'] }));
    });

    expect(await store.images.reading()).toEqual(reading);
    expect(await store.images.heads()).toMatchObject([{ fresh: [] }]);
    expect(await digests()).toEqual(['a']);
  });

  it('keeps of what is told several times the first push, the last deletion and who did it, for its time', async () => {
    const hear = (...events: ImageEvent[]) => store.together(at(9), (it) => it.images.putEvents(events, at(9)));
    await hear(event(), event({ source: 'acr', at: at(4), by: 'ann' }), event({ at: at(8) }), event({ tag: '1.9' }));
    await hear(...[6, 8, 7].map((ms) => event({ action: 'delete', tag: '', at: at(ms) })));
    await hear(event({ registry: 'other.azurecr.io' }), event({ repository: 'other' }), event({ digest: 'sha256:b' }));

    const kept = await store.images.events(pushed);
    await store.sweep(at(9 + keptFor.imageOrigins));
    const still = await store.images.events(pushed);
    await store.sweep(at(10 + keptFor.imageOrigins));

    expect(kept).toEqual([
      event({ at: at(4), by: 'ann' }),
      event({ tag: '1.9' }),
      event({ action: 'delete', tag: '', at: at(8) }),
    ]);
    expect(still).toEqual(kept);
    expect(await store.images.events(pushed)).toEqual([]);
  });
});
