import { describe, expect, it } from 'vitest';
import { found, head, run } from '../../src/lab/gallery/image-list-data.ts';
import type { ImageHead } from '../../src/model/image-snapshot.ts';
import { affectedImages } from '../../src/security/affected-images.ts';
import { compareStandings, standingOf } from '../../src/security/rank-images.ts';
import { runningImages } from '../../src/security/running-images.ts';
import { howNewsEnded } from '../../src/security/snapshot/news-over.ts';

const image = (name: string, more: Partial<ImageHead> = {}) => head({ digest: name, ...more });
const unfixed = { threats: { all: 1, fixable: 0 } };
const harmless = {
  threats: { all: 0, fixable: 0 },
  worst: { ...found(), knownExploited: false, exploitable: false, severity: 'High' as const },
  counts: { Critical: 0, High: 9, Medium: 0, Low: 0, Unknown: 0 },
};
const critical = { ...harmless, counts: { ...harmless.counts, Critical: 5 } };
const exposed = run({ exposed: 'LoadBalancer api' });

describe('the ranking of images', () => {
  it('puts what is exploited, fixable, running and exposed first, and what does not run last', () => {
    const ranked = [
      standingOf(image('idle', harmless), []),
      standingOf(image('high runs, exposed', harmless), [exposed]),
      standingOf(image('exploited'), []),
      standingOf(image('critical runs', critical), [run()]),
      standingOf(image('exploited runs, no fix', unfixed), [run()]),
      standingOf(image('exploited runs'), [run()]),
      standingOf(image('exploited runs, exposed, no fix', unfixed), [exposed]),
      standingOf(image('exploited runs, exposed'), [exposed]),
    ].sort(compareStandings);

    expect(ranked.map((it) => it.head.digest)).toEqual([
      'exploited runs, exposed',
      'exploited runs, exposed, no fix',
      'exploited runs',
      'exploited runs, no fix',
      'critical runs',
      'exploited',
      'high runs, exposed',
      'idle',
    ]);
  });

  it('says each reason', () => {
    expect(standingOf(image('a'), [exposed, run({ cluster: 'prod-neu' })]).reasons).toEqual([
      'CVE-2021-44228 exploited in the wild',
      'fixed in log4j-core 2.17.1',
      'runs in prod-weu and prod-neu (6 pods)',
      'reached from outside by LoadBalancer api',
    ]);
  });
});

describe('who is affected by a CVE', () => {
  const day = (n: number) => new Date(Date.UTC(2026, 10, n));
  const version = (tag: string, at: number, vulnerabilities = [found()]) => ({
    ...image(tag, { tags: [tag], pushedAt: day(at) }),
    vulnerabilities,
  });

  it('names the newest later version of ours that has the fix, and puts what runs first', () => {
    const [old, current] = [version('1.7', 1), version('1.8', 5)];
    const versions = [old, current, version('1.6', 0, []), version('1.8.1', 6, []), version('1.8.2', 7, [])];

    const affected = affectedImages('CVE-2021-44228', {
      found: [old, current],
      versions,
      runs: [run({ digest: '1.8' })],
    });

    expect(affected.map(({ standing, fixedIn }) => [standing.head.digest, fixedIn?.tag])).toEqual([
      ['1.8', '1.8.2'],
      ['1.7', '1.8.2'],
    ]);
  });

  it('names none where no later version is free of it', () => {
    const current = version('1.8', 5);

    const affected = affectedImages('CVE-2021-44228', {
      found: [current],
      versions: [current, version('1.6', 0, [])],
      runs: [],
    });

    expect(affected[0]?.fixedIn).toBeUndefined();
  });
});

describe('what runs', () => {
  it('is flagged where it comes from another registry, or is named by "latest" or by nothing', () => {
    const runs = [
      run({ digest: 'd1' }),
      run({ registry: 'docker.io', digest: 'd2', repository: 'nginx' }),
      run({ digest: 'd3', tag: 'Latest', isPinned: true }),
    ];

    const images = runningImages(runs, { ours: new Set(['contoso.azurecr.io']), heads: new Map() });

    expect(images.map((it) => [it.runs[0]?.digest, it.isOurs, it.isLatest, it.isPinned])).toEqual([
      ['d2', false, false, false],
      ['d3', true, true, true],
      ['d1', true, false, false],
    ]);
    expect(runningImages(runs, { heads: new Map() }).map(({ isOurs }) => isOurs)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('new findings of an image', () => {
  const scan = (vulnerabilities = [found()]) => ({ ...image('a'), vulnerabilities });

  it.each([
    ['are there for as long as one is left', { scan: scan(), runs: [run()] }, undefined],
    ['are fixed when none is left', { scan: scan([]), runs: [run()] }, 'fixed'],
    ['are not fixed because Defender has no row', { scan: undefined, runs: [run()] }, undefined],
    ['are gone with the image', { scan: scan(), runs: [] }, 'gone'],
    ['are not gone while a cluster does not answer', { scan: scan(), runs: [], isEveryClusterRead: false }, undefined],
  ])('%s', (_, seen, ended) => {
    expect(howNewsEnded({ found: [found()] }, { isEveryClusterRead: true, ...seen })).toBe(ended);
  });
});
