import type { Button, Card } from '../model/card.ts';
import type { Gap } from '../model/gap.ts';
import type { ClusterRuns } from '../model/image-run.ts';
import type { Reading } from '../model/image-snapshot.ts';
import { type ImageLevel, type ImageStanding, imageLevels } from '../model/image-standing.ts';
import { imageListCard } from './image-list.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { readingBasis, readingGaps } from './reading-state.ts';
import { standingRow } from './standing-row.ts';

/** What the ranking of vulnerable images is made of. */
export interface VulnerableOnCard {
  /** The first of them, most urgent first, each with a button that shows it. */
  shown: readonly { standing: ImageStanding; button?: Button | undefined }[];
  /** How many images with findings there are of each level. */
  counts: Readonly<Record<ImageLevel, number>>;
  /** What it is narrowed to, as it was said; empty when it is not. */
  filter: string;
  /** How the stored snapshot was read; undefined: not yet at all. */
  reading: Reading | undefined;
  clusters: readonly ClusterRuns[];
  limited: boolean;
  gaps?: readonly Gap[];
  buttons: readonly Button[];
  now: Date;
}

const titles: Record<ImageLevel, string> = {
  'exploited-runs': 'Exploited, and they run',
  'severe-runs': 'Critical or with a public exploit, and they run',
  exploited: 'Exploited, but they run nowhere',
  runs: 'Others that run',
  idle: 'Others, which run nowhere',
};

/** The answer to "images vulnerable": the images to mend first, with the reasons for their place. */
export function imagesVulnerableCard(o: VulnerableOnCard): Card {
  const { counts, reading, clusters, shown, now } = o;
  const of = (level: ImageLevel) => shown.filter(({ standing }) => standing.level === level);
  const total = imageLevels.reduce((sum, level) => sum + counts[level], 0);
  const running = counts['exploited-runs'] + counts['severe-runs'] + counts.runs;
  const isUnread = reading?.finishedAt === undefined;
  return imageListCard({
    level:
      counts['exploited-runs'] > 0
        ? 'attention'
        : counts['severe-runs'] > 0
          ? 'warning'
          : isUnread
            ? 'unknown'
            : total > 0
              ? 'info'
              : 'good',
    verdict: verdictOf(o, total),
    states:
      total > 0
        ? [`${counted(total, 'image')} with findings, ${running} of them running`]
        : isUnread
          ? [
              'They are read in the background, unless images.enabled is off in the settings: ask again in some minutes, or ask about one image now.',
            ]
          : [],
    names: o.filter === '' ? [] : [plain(o.filter, 200)],
    // Only as many are given as are to be shown; the rest is counted.
    sections: imageLevels.map((level) => ({
      title: titles[level],
      rows: of(level).map(({ standing, button }) => standingRow(standing, button)),
      all: of(level).length > 0 ? counts[level] : 0,
      noun: 'image',
    })),
    gaps: [...(o.gaps ?? []), ...readingGaps(reading, clusters, now)],
    gapsOpen: isUnread,
    limited: o.limited,
    basis: readingBasis(reading, clusters, now),
    buttons: o.buttons,
  });
}

function verdictOf({ counts, reading, filter }: VulnerableOnCard, total: number): string {
  const there = filter === '' ? '' : ' there';
  if (counts['exploited-runs'] > 0)
    return `${counted(counts['exploited-runs'], 'image')} that ${counts['exploited-runs'] === 1 ? 'runs' : 'run'}${there} can be attacked today`;
  if (counts['severe-runs'] > 0)
    return `No exploited image runs${there}; ${counted(counts['severe-runs'], 'image')} with Critical or public exploits ${counts['severe-runs'] === 1 ? 'does' : 'do'}`;
  if (reading?.finishedAt === undefined) return 'The findings were not read to the end yet';
  if (total > 0) return `Nothing Critical or exploited runs${there}`;
  return `No image with findings${there}`;
}
