import { z } from 'zod';
import { imagesVulnerableCard } from '../cards/images-vulnerable.ts';
import { runsByDigest } from '../model/image-run.ts';
import type { ImageHead } from '../model/image-snapshot.ts';
import { type ImageLevel, type ImageStanding, imageLevels } from '../model/image-standing.ts';
import { compareStandings, standingOf } from '../security/rank-images.ts';
import { defineCommand } from './command.ts';
import { isNarrowed, narrowingFields, narrowingText } from './image-work/narrowing.ts';
import { runsFor } from './image-work/runs-for.ts';

const mostRows = 8;
const verb = 'images vulnerable';

/** The images of the estate by how urgent they are: from the store, so that it asks nobody and takes no time. */
export const imagesVulnerable = defineCommand({
  name: verb,
  synonyms: [
    ...['vulnerable images', 'which images are vulnerable', 'worst images', 'image ranking', 'exploitable images'],
    ...['images exploitable', 'images exploited', 'exploited images', 'images at risk'],
    ...['which images are exploitable', 'which images are exploited', 'which images are at risk', 'exploitable'],
  ],
  usage: 'images vulnerable [<cluster|namespace|owner>]',
  summary: 'Images of the estate to mend first: exploited, running and exposed on top.',
  examples: ['images vulnerable', 'images vulnerable in prod-weu', 'vulnerable images owner=team-payments'],
  role: 'viewer',
  input: z.object(narrowingFields),
  async run(said, context) {
    const { store, clock, buttons } = context;
    const { clusters, runs, limited } = await runsFor(said, context);
    const byDigest = runsByDigest(runs);
    const onlyRunning = limited || isNarrowed(said);
    const standings = (await store.images.heads())
      .filter((head) => isFound(head) && (!onlyRunning || byDigest.has(head.digest)))
      .map((head) => standingOf(head, byDigest.get(head.digest) ?? []))
      .sort(compareStandings);
    const shown = standings.slice(0, mostRows);
    const prepared = await buttons([
      ...shown.map((it) => ({ title: 'Show', verb: 'scan image', input: { image: exact(it) } })),
      { title: 'Look again', verb, input: said, replaces: true },
      { title: 'What runs', verb: 'images running', input: said },
    ]);
    return {
      card: imagesVulnerableCard({
        shown: shown.map((standing, n) => ({ standing, button: prepared[n] })),
        counts: countsOf(standings),
        filter: narrowingText(said),
        reading: await store.images.reading(),
        ...{ clusters, limited, buttons: prepared.slice(shown.length), now: clock.now() },
      }),
    };
  },
});

function isFound({ counts }: ImageHead): boolean {
  return Object.values(counts).some((count) => count > 0);
}

function countsOf(standings: readonly ImageStanding[]): Record<ImageLevel, number> {
  const counts = Object.fromEntries(imageLevels.map((level) => [level, 0])) as Record<ImageLevel, number>;
  for (const { level } of standings) counts[level]++;
  return counts;
}

function exact({ head: { names, digest } }: ImageStanding): string {
  const [name] = names;
  return `${name?.registry ? `${name.registry}/` : ''}${name?.repository ?? 'unknown'}@${digest}`;
}
