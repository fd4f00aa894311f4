import type { Button, Card } from '../model/card.ts';
import type { Vulnerability } from '../model/image.ts';
import type { ClusterRuns } from '../model/image-run.ts';
import type { Reading } from '../model/image-snapshot.ts';
import type { ImageStanding } from '../model/image-standing.ts';
import { noFixSaid } from '../model/no-fix-said.ts';
import { imageListCard, type ListedRow } from './image-list.ts';
import { imageName } from './image-name.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { readingBasis, readingGaps } from './reading-state.ts';
import { names } from './some.ts';
import { ago } from './when.ts';

/** An image with the CVE, as the card shows it. */
export interface AffectedOnCard {
  standing: ImageStanding;
  found: readonly Vulnerability[];
  /** The version of ours that has the fix already. */
  fixedIn?: { tag: string; pushedAt: Date };
  button?: Button | undefined;
}

/** What the answer about one CVE is made of. */
export interface CveOnCard {
  cve: string;
  shown: readonly AffectedOnCard[];
  images: number;
  running: number;
  pods: number;
  reading: Reading | undefined;
  clusters: readonly ClusterRuns[];
  limited: boolean;
  buttons: readonly Button[];
  now: Date;
}

/** The answer to "cve <id>": who has it, where it runs, which version of the package and which of our tags mends it. */
export function cveCard(o: CveOnCard): Card {
  const { cve, images, running, reading, clusters, shown, now } = o;
  const id = plain(cve, 40);
  const isUnread = reading?.finishedAt === undefined;
  const runsSomewhere = shown.filter(({ standing }) => standing.runs.length > 0);
  const idle = shown.filter(({ standing }) => standing.runs.length === 0);
  const [worst] = shown.flatMap(({ found }) => found);
  return imageListCard({
    level: running > 0 ? 'attention' : images > 0 ? 'warning' : isUnread || o.limited ? 'unknown' : 'good',
    verdict: verdictOf(o, id, isUnread),
    states: worst ? [aboutOf(worst)] : [],
    sections: [
      { title: 'Runs', rows: runsSomewhere.map((it) => rowOf(it, now)), all: running, noun: 'image' },
      { title: 'Runs nowhere', rows: idle.map((it) => rowOf(it, now)), all: images - running, noun: 'image' },
    ].filter(({ rows }) => rows.length > 0),
    gaps: readingGaps(reading, clusters, now),
    gapsOpen: isUnread,
    limited: o.limited,
    basis: readingBasis(reading, clusters, now),
    buttons: o.buttons,
  });
}

function verdictOf({ images, running, pods, limited }: CveOnCard, id: string, isUnread: boolean): string {
  if (running > 0) return `${id} runs in ${counted(running, 'image')} (${counted(pods, 'pod')})`;
  if (images > 0) return `${id} is in ${counted(images, 'image')}; none of them runs`;
  if (isUnread) return `${id} was not found, but the findings were not read to the end yet`;
  return `${id} was found in no image${limited ? ' that you may see' : ''}`;
}

function aboutOf({ severity, cvss, knownExploited, exploitable, exploitVerified }: Vulnerability): string {
  const exploit = knownExploited
    ? 'exploited in the wild'
    : exploitVerified
      ? 'with a verified exploit'
      : exploitable
        ? 'with a public exploit'
        : 'no exploit known';
  return `${severity}${cvss === undefined ? '' : ` ${cvss.toFixed(1)}`} · ${exploit}`;
}

function rowOf({ standing, found, fixedIn, button }: AffectedOnCard, now: Date): ListedRow {
  const { head, runs } = standing;
  const places = runs.map((it) => plain(`${it.cluster} / ${it.namespace} / ${it.workload}`, 160));
  const packages = found.map((it) =>
    plain(`${it.package} ${it.installed.join(', ')} → ${it.fixedIn ?? noFixSaid(it)}`, 120),
  );
  const repository = head.names[0]?.repository ?? 'it';
  return {
    name: imageName(head, runs[0]?.tag),
    ...(standing.isExposed && { flag: 'exposed' }),
    lines: [
      names(packages, 2),
      ...(places.length > 0 ? [names(places, 2)] : []),
      fixedIn
        ? `Ours with the fix: ${plain(`${repository}:${fixedIn.tag}`, 120)}, pushed ${ago(fixedIn.pushedAt, now)}`
        : 'No later version of ours is known to have the fix',
    ],
    ...(button && { button }),
  };
}
