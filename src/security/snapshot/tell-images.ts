import { imageNewsCard } from '../../cards/image-news.ts';
import { imagesTogetherCard } from '../../cards/images-together.ts';
import { type ClusterRuns, type ImageRun, runsByDigest } from '../../model/image-run.ts';
import { findingKey, type ImageSnapshot } from '../../model/image-snapshot.ts';
import type { StoredNews } from '../../store/image-news.ts';
import type { Writing } from '../../store/writing.ts';
import { fixingRolls } from '../fixing-rolls.ts';
import { fixingTag } from '../fixing-tag.ts';
import { compareStandings, standingOf } from '../rank-images.ts';
import { isThreat, rankVulnerabilities, weight } from '../rank-vulnerabilities.ts';
import type { ImageWork } from './image-work.ts';
import { howNewsEnded } from './news-over.ts';
import { ownerAmong, ownerNamed } from './owner-of.ts';

interface Telling {
  writing: Writing;
  /** Whether all findings were read: only then is what is not there any more mended. */
  isComplete: boolean;
  now: Date;
}

/** So many images of one reading are looked at; the others are told of after the next. */
const mostImages = 2_000;
/** So many versions of a repository are looked through for one that mends an image. */
const mostVersions = 100;

/** Puts out a card an image for what is new in those that run, and brings the cards up to date of which it is over. */
export async function tellImages(work: ImageWork, telling: Telling): Promise<void> {
  const clusters = [...(await telling.writing.images.runs()).values()];
  const byDigest = runsByDigest(clusters.flatMap(({ runs }) => runs));
  if (telling.isComplete) await endNews(work, telling, { byDigest, clusters });
  const heads = await telling.writing.images.heads();
  const fresh = heads.filter(({ digest, fresh: keys }) => keys.length > 0 && byDigest.has(digest)).slice(0, mostImages);
  const scans = await telling.writing.images.scans(fresh.map(({ digest }) => digest));
  const told = scans
    .map((scan) => ({ scan, found: newIn(scan, work), runs: byDigest.get(scan.digest) ?? [] }))
    .filter(({ found }) => found.length > 0)
    .map((it) => ({ ...it, standing: standingOf(it.scan, it.runs) }))
    .sort((a, b) => compareStandings(a.standing, b.standing));
  // Told, or not worth telling: from now on it is known. First, for it is right also where there is no channel to tell it in.
  await keepTold(scans, telling.writing);
  if (work.channel === undefined) return;
  const earlier = new Map(
    (await telling.writing.images.newsOf(told.map(({ scan }) => scan.digest))).map((it) => [it.digest, it]),
  );
  for (const { scan, found, runs } of told.slice(0, work.config.mostCards)) {
    await tellOne(work, telling, { scan, runs, found, earlier: earlier.get(scan.digest) });
  }
  const rest = told.slice(work.config.mostCards);
  if (rest.length > 0)
    await tellTogether(
      work,
      telling,
      rest.map(({ standing }) => standing),
    );
}

/** What is new in an image and worth a card. */
function newIn({ fresh, vulnerabilities }: ImageSnapshot, { config }: ImageWork) {
  const keys = new Set(fresh);
  return vulnerabilities.filter(
    (it) => keys.has(findingKey(it)) && (isThreat(it) || weight[it.severity] >= weight[config.tellFrom]),
  );
}

async function keepTold(scans: readonly ImageSnapshot[], writing: Writing): Promise<void> {
  for (const scan of scans) await writing.images.setTold(scan);
}

async function tellOne(
  work: ImageWork,
  { writing, now }: Telling,
  it: {
    scan: ImageSnapshot;
    runs: readonly ImageRun[];
    found: ImageSnapshot['vulnerabilities'];
    earlier: StoredNews | undefined;
  },
): Promise<void> {
  const { scan, runs, found, earlier } = it;
  const owner = ownerNamed(ownerAmong(runs).owner, work.config.owners);
  const news: StoredNews = {
    digest: scan.digest,
    ...(scan.names[0] && { name: scan.names[0] }),
    conversation: earlier?.conversation ?? owner?.channel ?? work.channel ?? '',
    found: rankVulnerabilities([...(earlier?.overAt ? [] : (earlier?.found ?? [])), ...found]),
    toldAt: earlier?.toldAt ?? now,
  };
  await writing.images.putNews(news);
  await show(work, { writing, now }, { news, scan, runs });
}

/** Brings the cards up to date whose findings are gone, or whose image runs nowhere any more. */
async function endNews(
  work: ImageWork,
  { writing, now }: Telling,
  { byDigest, clusters }: { byDigest: Map<string, ImageRun[]>; clusters: readonly ClusterRuns[] },
): Promise<void> {
  const open = await writing.images.openNews();
  const scans = new Map((await writing.images.scans(open.map(({ digest }) => digest))).map((it) => [it.digest, it]));
  for (const news of open) {
    const runs = byDigest.get(news.digest) ?? [];
    const scan = scans.get(news.digest);
    const overWhy = howNewsEnded(news, { scan, runs, isEveryClusterRead: clusters.every(({ failure }) => !failure) });
    if (!overWhy) continue;
    const over = { ...news, overAt: now, overWhy };
    await writing.images.putNews(over);
    await show(work, { writing, now }, { news: over, scan, runs });
  }
}

async function show(
  work: ImageWork,
  { writing, now }: { writing: Writing; now: Date },
  { news, scan, runs }: { news: StoredNews; scan: ImageSnapshot | undefined; runs: readonly ImageRun[] },
): Promise<void> {
  const named = ownerAmong(runs);
  const owner = ownerNamed(named.owner, work.config.owners);
  const name = scan?.names[0] ?? news.name;
  const image = name && `${name.registry ? `${name.registry}/` : ''}${name.repository}@${news.digest}`;
  const presses = [
    ...(scan && name?.registry !== undefined && !news.overAt
      ? (await rollsFor(scan, { registry: name.registry, repository: name.repository }, { runs, writing })).map(
          (it) => ({
            ...it,
            replaces: false,
          }),
        )
      : []),
    ...(image ? [{ title: 'Show the image', verb: 'scan image', input: { image }, replaces: false }] : []),
    ...(news.found[0]
      ? [{ title: 'Who else has it', verb: 'cve', input: { cve: news.found[0].cve }, replaces: false }]
      : []),
  ];
  const ids = await writing.preparePresses(presses, now);
  await writing.putOut({
    to: await work.addressOf(news.conversation, writing),
    subject: `image/${news.digest}`,
    urgency: news.overAt ? 6 : news.found.some(isThreat) ? 1 : 4,
    card: imageNewsCard({
      ...{ news, runs, now },
      ...(scan && { scan }),
      ...named,
      ...(owner?.person && !news.overAt && { person: owner.person }),
      buttons: presses.map(({ title, verb }, n) => ({ title, verb, id: ids[n] ?? '' })),
    }),
  });
}

/** What rolls those that run it to the version that mends it; the plan of each looks whether the registry has that. */
async function rollsFor(
  scan: ImageSnapshot,
  { registry, repository }: { registry: string; repository: string },
  { runs, writing }: { runs: readonly ImageRun[]; writing: Writing },
) {
  const fix = fixingTag({ ...scan, registry }, await writing.images.ofRepository([repository], mostVersions));
  return fixingRolls({ registry, repository, fix }, runs);
}

async function tellTogether(
  work: ImageWork,
  { writing, now }: Telling,
  standings: readonly ReturnType<typeof standingOf>[],
): Promise<void> {
  const press = { verb: 'images vulnerable', input: {}, replaces: false };
  const [id = ''] = await writing.preparePresses([press], now);
  await writing.putOut({
    to: await work.addressOf(work.channel ?? '', writing),
    subject: `images/${now.getTime()}`,
    urgency: 5,
    card: imagesTogetherCard({ standings, now, buttons: [{ title: 'Vulnerable images', verb: press.verb, id }] }),
  });
}
