import type { Button, Card } from '../model/card.ts';
import type { Vulnerability } from '../model/image.ts';
import type { ImageRun } from '../model/image-run.ts';
import type { ImageSnapshot } from '../model/image-snapshot.ts';
import type { Person } from '../model/incident.ts';
import { foundRow } from './found-row.ts';
import { imageListCard } from './image-list.ts';
import { imageName } from './image-name.ts';
import { placeRows } from './image-places.ts';
import { ownersSaid } from './owners-said.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { asOf, clockTime } from './when.ts';

/** What the card of an image with new findings is made of. */
export interface NewsOnCard {
  news: {
    digest: string;
    name?: { registry?: string; repository: string };
    /** Most urgent first. */
    found: readonly Vulnerability[];
    toldAt: Date;
    overAt?: Date;
    overWhy?: 'fixed' | 'gone';
  };
  /** Undefined when no finding of it is left at all. */
  scan?: ImageSnapshot;
  runs: readonly ImageRun[];
  /** The owner as labels, namespaces or tags name it, untrusted; and by which tag. */
  owner?: string | undefined;
  ownerFrom?: ImageRun['ownerFrom'];
  /** Whom to mention. */
  person?: Person;
  buttons: readonly Button[];
  now: Date;
}

/** New findings in an image that runs: one card for as long as they are there, green when it is over. */
export function imageNewsCard(o: NewsOnCard): Card {
  const { news, scan, runs, person, now } = o;
  const owner = ownersSaid([o]);
  const { digest, found, overAt } = news;
  const head = scan ?? { digest, names: news.name ? [news.name] : [], tags: [] };
  const name = imageName(head, runs[0]?.tag);
  const registry = head.names[0]?.registry;
  const threats = found.filter(({ knownExploited, exploitVerified }) => knownExploited || exploitVerified).length;
  return imageListCard({
    level: overAt ? 'good' : threats > 0 ? 'attention' : 'warning',
    verdict: verdictOf(o, name, threats),
    states: [
      ...(overAt
        ? [`Told at ${clockTime(news.toldAt, now)} UTC, over at ${clockTime(overAt, now)} UTC`]
        : [
            `Runs in ${counted(
              runs.reduce((sum, it) => sum + it.pods, 0),
              'pod',
            )}`,
          ]),
      ...(owner !== undefined && (!person || o.ownerFrom) ? [`Owner: ${owner}`] : []),
    ],
    names: [plain(`${registry ? `${registry}/` : ''}${head.names[0]?.repository ?? ''}@${digest.slice(0, 19)}`, 200)],
    ...(person && { person }),
    sections: [
      { title: overAt ? 'It was about' : 'New', rows: found.map(foundRow), noun: 'finding' },
      {
        title: 'Runs in',
        rows: placeRows(runs, now).map(({ where, detail }, n) => ({
          name: where,
          lines: [exposedIn(runs[n], detail)],
        })),
        noun: 'workload',
      },
    ],
    basis: asOf(now),
    buttons: o.buttons,
    most: 5,
  });
}

function verdictOf({ news: { found, overWhy, overAt } }: NewsOnCard, name: string, threats: number): string {
  if (overAt) return overWhy === 'gone' ? `Over: ${name} runs nowhere any more` : `Fixed: ${name}`;
  const [worst] = found;
  const which = found.length === 1 && worst ? plain(worst.cve, 40) : counted(found.length, 'new finding');
  return threats > 0 ? `${which} in ${name}, exploited and running` : `${which} in ${name}, which runs`;
}

function exposedIn(run: ImageRun | undefined, detail: string): string {
  return run?.exposed === undefined ? detail : `${detail} · reached from outside by ${plain(run.exposed, 100)}`;
}
