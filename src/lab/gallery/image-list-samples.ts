import { cveCard } from '../../cards/cve.ts';
import { imageDiffCard } from '../../cards/image-diff.ts';
import { imageNewsCard } from '../../cards/image-news.ts';
import { imagesRunningCard } from '../../cards/images-running.ts';
import { imagesTogetherCard } from '../../cards/images-together.ts';
import { imagesVulnerableCard } from '../../cards/images-vulnerable.ts';
import type { ClusterRuns, ImageRun } from '../../model/image-run.ts';
import type { Reading } from '../../model/image-snapshot.ts';
import type { ImageStanding } from '../../model/image-standing.ts';
import { hostileText } from './hostile.ts';
import { found, head, run, standing } from './image-list-data.ts';
import { before, now, press, type Sample } from './sample.ts';

const long = 'a-very-long-name-that-somebody-chose-'.repeat(12);
const reading: Reading = {
  ...{ startedAt: before(14), finishedAt: before(12), images: 4980, findings: 49_811, rows: 25_102 },
  ...{ homeless: 0, missing: {} },
};
const clusters: ClusterRuns[] = [
  { cluster: 'prod-weu', readAt: before(13), runs: [run()], source: 'Kubernetes API', isExposureKnown: true },
];
const buttons = [press('Look again'), press('What runs')];
const counts = { 'exploited-runs': 2, 'severe-runs': 31, exploited: 12, runs: 210, idle: 3411 };
const ranked = (text?: string): ImageStanding[] => [
  standing({ text, level: 'exploited-runs', isExposed: true }),
  standing({ text, level: 'exploited-runs', head: head({ tags: ['2.3'] }) }),
  standing({ text, level: 'severe-runs', head: head({ threats: { all: 0, fixable: 0 } }) }),
  standing({ text, level: 'idle', runs: [] }),
];
const vulnerable = (text?: string, more: Partial<Reading> = {}) =>
  imagesVulnerableCard({
    shown: ranked(text).map((it) => ({ standing: it, button: press('Show') })),
    ...{ counts, filter: text ?? '', reading: { ...reading, ...more }, clusters, limited: false, buttons, now },
  });
const none = { 'exploited-runs': 0, 'severe-runs': 0, exploited: 0, runs: 0, idle: 0 };
const empty = (read: Reading | undefined) =>
  imagesVulnerableCard({
    ...{ shown: [], counts: none, filter: '', reading: read, clusters, limited: false, buttons, now },
  });
const running = (text = 'payments-api') => {
  const image = (more: object, runs: ImageRun[]) => ({
    ...{ name: `${text}:1.8`, ref: text, isOurs: true, isLatest: false, isPinned: false, head: head(), runs },
    ...more,
  });
  const all = [
    image({ name: `docker.io/${text}:latest`, isOurs: false, isLatest: true, head: undefined }, [run({ text })]),
    image({}, [run({ text }), run({ text, cluster: 'prod-neu' }), run({ text, cluster: 'dev-weu' })]),
    image({ isPinned: true }, [run({ text })]),
  ];
  return imagesRunningCard({
    shown: all.map((it) => ({ image: it, button: press('Show') })),
    ...{ all, filter: '', reading, clusters, limited: true, gaps: [], buttons, now },
  });
};
const cve = (id: string, text?: string, images = 3) =>
  cveCard({
    cve: id,
    shown: ranked(text)
      .slice(0, images)
      .map((it, n) => ({
        ...{ standing: it, found: [found(text)], button: press('Show') },
        ...(n === 0 && { fixedIn: { tag: text ?? '1.8.1', pushedAt: before(4000) } }),
      })),
    ...{ images, running: images, pods: 5 * images, reading, clusters, limited: false, buttons, now },
  });
const news = (more: object = {}, text?: string) =>
  imageNewsCard({
    news: {
      digest: head().digest,
      name: head({ text }).names[0] ?? { repository: '' },
      found: [found(text)],
      toldAt: now,
      ...more,
    },
    ...{
      scan: { ...head({ text }), vulnerabilities: [found(text)] },
      runs: [run({ text, exposed: 'LoadBalancer api' })],
    },
    ...{ owner: text ?? 'team-payments', buttons, now },
    // Who is mentioned stands in the settings; the label that says whose it is comes from outside.
    ...(text === undefined && { person: { objectId: '6f1c2a0e-1111-4111-8111-111111111111', name: 'Ann Lindqvist' } }),
  });

const diff = (text?: string, isScanned = true) =>
  imageDiffCard({
    ...{
      before: { name: text ?? 'payments-api:1.8', isScanned: true },
      after: { name: text ?? 'payments-api:1.8.1', isScanned },
    },
    difference: { fresh: [found(text)], fixed: Array.from({ length: 9 }, () => found(text)), unchanged: [found(text)] },
    ...{ gaps: [], buttons, now },
  });

/** The samples of the card that lists images. */
export const imageListSamples: Sample[] = (
  [
    ['vulnerable images', () => vulnerable()],
    ['vulnerable images, read in part', () => vulnerable(undefined, { missing: { CvesDetails: 31 } })],
    ['no vulnerable image', () => empty(reading)],
    ['never read', () => empty(undefined)],
    ['running images', () => running()],
    ['one CVE', () => cve('CVE-2021-44228')],
    ['a CVE that nobody has', () => cve('CVE-2020-0001', undefined, 0)],
    ['new finding', () => news()],
    ['new finding, over', () => news({ overAt: now, overWhy: 'fixed' })],
    ['difference', () => diff()],
    ['difference to one never scanned', () => diff(undefined, false)],
    ['hostile text, difference', () => diff(hostileText)],
    ['many at once', () => imagesTogetherCard({ standings: [...ranked(), ...ranked(), ...ranked()], buttons, now })],
    ['very long', () => vulnerable(long)],
    ['very long, running', () => running(long)],
    ['very long, CVE', () => cve(long, long)],
    ['hostile text', () => vulnerable(hostileText)],
    ['hostile text, running', () => running(hostileText)],
    ['hostile text, CVE', () => cve(hostileText, hostileText)],
    ['hostile text, new finding', () => news({}, hostileText)],
  ] as const
).map(([sample, make]) => ({ card: 'image-list', sample, make }));
