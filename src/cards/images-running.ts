import type { Button, Card } from '../model/card.ts';
import type { Gap } from '../model/gap.ts';
import type { ClusterRuns } from '../model/image-run.ts';
import type { Reading } from '../model/image-snapshot.ts';
import type { RunningImage } from '../model/running-image.ts';
import { imageListCard, type ListedRow } from './image-list.ts';
import { ownersSaid } from './owners-said.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { readingBasis, readingGaps } from './reading-state.ts';
import { names } from './some.ts';

/** What the list of running images is made of. */
export interface RunningOnCard {
  /** The first of them, each with a button that shows it. */
  shown: readonly { image: RunningImage; button?: Button | undefined }[];
  all: readonly RunningImage[];
  /** What it is narrowed to, as it was said; empty when it is not. */
  filter: string;
  reading: Reading | undefined;
  clusters: readonly ClusterRuns[];
  limited: boolean;
  gaps: readonly Gap[];
  buttons: readonly Button[];
  now: Date;
}

/** The answer to "images running": how many run, what practices speak against, and each with where it runs. */
export function imagesRunningCard(o: RunningOnCard): Card {
  const { all, clusters, reading, now } = o;
  const foreign = all.filter(({ isOurs }) => isOurs === false).length;
  const latest = all.filter(({ isLatest }) => isLatest).length;
  const unpinned = all.filter(({ isPinned }) => !isPinned).length;
  const unscanned = all.filter(({ head }) => !head).length;
  const workloads = all.reduce((sum, { runs }) => sum + runs.length, 0);
  const isUnread = clusters.every(({ readAt }) => readAt.getTime() === 0);
  const flagged = foreign + latest > 0;
  return imageListCard({
    level: isUnread ? 'unknown' : flagged ? 'warning' : 'good',
    verdict: isUnread
      ? 'What runs was not read yet'
      : all.length === 0
        ? 'No image runs there'
        : `${counted(all.length, 'image')} ${all.length === 1 ? 'runs' : 'run'}${foreign > 0 ? `, ${foreign} from registries that are not ours` : ''}`,
    states:
      all.length === 0
        ? []
        : [
            [
              counted(workloads, 'workload'),
              ...(latest > 0 ? [`${latest} by “latest” or no tag`] : []),
              `${unpinned} not pinned by digest`,
              ...(unscanned > 0 ? [`${unscanned} without a row of Defender`] : []),
            ].join(' · '),
          ],
    names: o.filter === '' ? [] : [plain(o.filter, 200)],
    sections: [{ rows: o.shown.map(({ image, button }) => rowOf(image, button)), all: all.length, noun: 'image' }],
    gaps: [...o.gaps, ...readingGaps(reading, clusters, now)],
    gapsOpen: isUnread,
    limited: o.limited,
    basis: readingBasis(reading, clusters, now),
    buttons: o.buttons,
  });
}

function rowOf({ name, isOurs, isLatest, isPinned, head, runs }: RunningImage, button: Button | undefined): ListedRow {
  const pods = runs.reduce((sum, it) => sum + it.pods, 0);
  const owners = ownersSaid(runs);
  const places = runs.map((it) => plain(`${it.cluster} / ${it.namespace} / ${it.workload}`, 160));
  return {
    name: plain(name, 160),
    ...(isOurs === false ? { flag: 'not our registry' } : isLatest ? { flag: 'latest' } : {}),
    lines: [
      names(places, 2),
      [
        counted(pods, 'pod'),
        ...(isPinned ? ['pinned'] : []),
        head ? `${head.counts.Critical} Critical, ${head.counts.High} High` : 'no row of Defender',
        ...(owners === undefined ? [] : [`owner ${owners}`]),
      ].join(' · '),
    ],
    ...(button && { button }),
  };
}
